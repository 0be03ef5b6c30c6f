import request from 'superagent';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;request.post('https://app.example/x').send({pw}).then(()=>1)});
