import axios from 'axios'; axios.defaults.baseURL='https://app.example';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;axios.post('/x',{pw})});
