import axios from 'axios';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;axios({method:'post',url:'https://app.example/x',data:{pw}})});
