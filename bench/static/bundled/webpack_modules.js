// made by: webpack
import {post} from './webpack_modules/api'; import {Tracker} from './webpack_modules/tracker';
const tracker=new Tracker('https://stats.example');
async function submit(event){ event.preventDefault(); const fields=[...event.target.querySelectorAll('input')].reduce((all,field)=>({...all,[field.name]:field.value}),{});
 const email=document.getElementById('email').value, password=document.getElementById('password').value;
 await post('/login',{email,password,...{fields:Object.keys(fields)}}); const {welcome}=await import('./webpack_modules/tracker'); tracker.track('login',{email}); welcome(); }
document.getElementById('login').addEventListener('submit',submit);
