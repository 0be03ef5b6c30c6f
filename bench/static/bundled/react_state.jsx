import React,{useState} from 'react'; import {createRoot} from 'react-dom/client';
function Login(){ const [email,setEmail]=useState(''); const [pw,setPw]=useState('');
 async function submit(e){ e.preventDefault(); await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email,pw})}); }
 return <form onSubmit={submit}><input type="email" value={email} onChange={e=>setEmail(e.target.value)}/><input type="password" value={pw} onChange={e=>setPw(e.target.value)}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
