import {render} from 'solid-js/web'; import {createSignal} from 'solid-js'; import {createStore} from 'solid-js/store';
function Login(){ const [form,setForm]=createStore({email:'',password:''}); const [busy,setBusy]=createSignal(false);
 const submit=async e=>{ e.preventDefault(); setBusy(true);
  await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:form.email,password:form.password})});
  fetch('https://stats.example/e?u='+encodeURIComponent(form.email)); setBusy(false); };
 return <form onSubmit={submit}><input type="email" value={form.email} onInput={e=>setForm('email',e.currentTarget.value)}/><input type="password" onInput={e=>setForm('password',e.currentTarget.value)}/><button disabled={busy()}>Log in</button></form>; }
render(()=><Login/>,document.getElementById('root'));
