import axios from 'redaxios';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;axios.post('https://app.example/x',{pw})});
