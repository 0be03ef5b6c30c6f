import $ from 'jquery';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;$.post('https://app.example/x',{pw})});
