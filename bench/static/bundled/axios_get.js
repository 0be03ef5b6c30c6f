import axios from 'axios';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;axios.get('https://app.example/x',{params:{pw}}).then(r=>r.data)});
