import React from 'react'; import {createRoot} from 'react-dom/client'; import {useForm} from 'react-hook-form';
function Login(){ const {register,handleSubmit}=useForm();
 return <form onSubmit={handleSubmit(d=>fetch('https://app.example/login',{method:'POST',body:JSON.stringify(d)}))}><input type="email" {...register('email')}/><input type="password" {...register('password')}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
