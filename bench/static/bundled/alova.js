import {createAlova} from 'alova'; import af from 'alova/fetch'; const a=createAlova({baseURL:'https://app.example',requestAdapter:af()});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;a.Post('/x',{pw}).send()});
