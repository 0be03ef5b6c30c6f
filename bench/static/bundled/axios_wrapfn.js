import axios from 'axios'; const c=axios.create({baseURL:'https://d.example/api'}); const send=o=>c({...o,baseURL:'https://app.example/api',headers:{...o.headers,'X':1}});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;send({url:'/x',method:'POST',data:{pw}})});
