import {ajax} from 'rxjs/ajax';
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;ajax.post('https://app.example/x',{pw}).subscribe()});
