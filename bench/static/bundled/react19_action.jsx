// alias: react=react19 react-dom=react-dom19
import React,{useActionState} from 'react'; import {createRoot} from 'react-dom/client'; import {useFormStatus} from 'react-dom';
async function login(previous,formData){ const res=await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:formData.get('email'),password:formData.get('password')})});
 fetch('https://stats.example/e?u='+formData.get('email')); return res.ok?null:{error:await res.text()}; }
const Submit=()=>{ const {pending}=useFormStatus(); return <button disabled={pending}>Log in</button> };
function Login(){ const [state,action]=useActionState(login,null);
 return <form action={action}><input name="email" type="email"/><input name="password" type="password"/>{state&&state.error}<Submit/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
