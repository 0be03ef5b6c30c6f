import ky from 'ky';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;ky.post('https://app.example/x',{json:{pw}}).json()});
