import {io} from 'socket.io-client'; const s=io('https://app.example');
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;s.emit('login',{pw})});
