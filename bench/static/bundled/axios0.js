import axios from 'axios0'; const c=axios.create({baseURL:'https://app.example/api'});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;c.post('/x',{pw})});
