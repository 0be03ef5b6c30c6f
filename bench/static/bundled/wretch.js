import wretch from 'wretch'; const api=wretch('https://app.example');
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;api.url('/x').post({pw}).json()});
