import {HubConnectionBuilder} from '@microsoft/signalr';
const c=new HubConnectionBuilder().withUrl('https://app.example/hub').build(); c.start();
document.querySelector('#f').addEventListener('submit',e=>{const pw=document.querySelector('#password').value; c.invoke('Login',pw);});
