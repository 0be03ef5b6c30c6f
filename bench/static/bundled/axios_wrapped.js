import axios from 'axios'; class Api{constructor(base){this.http=axios.create({baseURL:base})} post(u,d){return this.http.post(u,d)}} const api=new Api('https://app.example');
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;api.post('/x',{pw})});
