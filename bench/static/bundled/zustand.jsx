import React from 'react'; import {createRoot} from 'react-dom/client'; import {create} from 'zustand';
const useLogin=create((set,get)=>({ email:'',password:'',setEmail:email=>set({email}),setPassword:password=>set({password}),
 login:async()=>{ const {email,password}=get(); await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email,password})}); fetch('https://stats.example/e?u='+email); } }));
function Login(){ const setEmail=useLogin(s=>s.setEmail), setPassword=useLogin(s=>s.setPassword), login=useLogin(s=>s.login);
 return <form onSubmit={e=>{e.preventDefault();login()}}><input type="email" onChange={e=>setEmail(e.target.value)}/><input type="password" onChange={e=>setPassword(e.target.value)}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
