import $ from 'jquery';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;$.ajax({url:'https://app.example/x',method:'POST',data:{pw}})});
