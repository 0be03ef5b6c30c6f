import React,{useRef} from 'react'; import {createRoot} from 'react-dom/client'; import useSWRMutation from 'swr/mutation';
const send=(url,{arg})=>fetch(url,{method:'POST',body:JSON.stringify(arg)}).then(r=>r.json());
function Login(){ const {trigger,isMutating}=useSWRMutation('https://app.example/login',send); const seen=useSWRMutation('https://stats.example/e',send); const email=useRef(null), password=useRef(null);
 const submit=async e=>{ e.preventDefault(); await trigger({email:email.current.value,password:password.current.value}); seen.trigger({email:email.current.value}); };
 return <form onSubmit={submit}><input type="email" ref={email}/><input type="password" ref={password}/><button disabled={isMutating}>Log in</button></form> }
createRoot(document.getElementById('root')).render(<Login/>);
