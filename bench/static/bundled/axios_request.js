import axios from 'axios'; const c=axios.create(); const send=(path,data)=>c.request({url:'https://app.example'+path,method:'post',data});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;send('/x',{pw})});
