import React from 'react'; import {createRoot} from 'react-dom/client'; import {Form,Field} from 'react-final-form';
const onSubmit=async values=>{ await fetch('https://app.example/login',{method:'POST',body:JSON.stringify(values)}); fetch('https://stats.example/e?u='+values.email); };
const Login=()=><Form onSubmit={onSubmit} validate={v=>v.password?{}:{password:'required'}} render={({handleSubmit,submitting})=><form onSubmit={handleSubmit}><Field name="email" component="input" type="email"/><Field name="password" component="input" type="password"/><button disabled={submitting}>Log in</button></form>}/>;
createRoot(document.getElementById('root')).render(<Login/>);
