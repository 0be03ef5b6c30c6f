import request,{extend} from 'umi-request'; const r=extend({prefix:'https://app.example'});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;r.post('/x',{data:{pw}})});
