import axios from 'axios'; const c=axios.create({baseURL:'https://app.example/api',timeout:5});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;c.post('/x',{pw, ua:navigator.userAgent})});
