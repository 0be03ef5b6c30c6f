import {ofetch} from 'ofetch';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;ofetch('https://app.example/x',{method:'POST',body:{pw}})});
