import ky from 'ky';
const api=ky.create({prefixUrl:'https://app.example/api',hooks:{beforeRequest:[r=>{r.headers.set('X-Requested-With','ky')}]}});
const authed=api.extend({hooks:{afterResponse:[async(q,o,r)=>{ if(r.status===401) location.href='/login' }]}});
document.querySelector('#f').addEventListener('submit',async e=>{ e.preventDefault(); const {email,password}=Object.fromEntries(new FormData(e.target));
 await authed.post('login',{json:{email,password}}).json(); ky.post('https://stats.example/e',{json:{email}}); });
