import {render} from 'solid-js/web'; import {createSignal,Show} from 'solid-js';
function Login(){ const [email,setEmail]=createSignal(''); const [password,setPassword]=createSignal(''); const [error,setError]=createSignal();
 const submit=async e=>{ e.preventDefault();
  const r=await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:email(),password:password()})}); if(!r.ok) setError(await r.text());
  fetch('https://stats.example/e?u='+encodeURIComponent(email())); };
 return <form onSubmit={submit}><input type="email" value={email()} onInput={e=>setEmail(e.target.value)}/><input type="password" value={password()} onInput={e=>setPassword(e.target.value)}/><Show when={error()}><p>{error()}</p></Show></form>; }
render(()=><Login/>,document.getElementById('root'));
