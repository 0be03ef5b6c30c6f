import * as ax from 'axios'; const http=ax.default.create({baseURL:'https://app.example'}); http.interceptors.request.use(c=>{c.headers['X-T']=localStorage.getItem('token');return c});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;http.put('/x',{pw})});
