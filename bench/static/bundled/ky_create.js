import ky from 'ky'; const api=ky.create({prefixUrl:'https://app.example'});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;api.post('x',{json:{pw}})});
