/** @jsx h */
import {h, render} from 'preact'; import {signal} from '@preact/signals';
const email=signal(''), password=signal(''), error=signal(null);
async function submit(e){ e.preventDefault();
 const res=await fetch('https://app.example/login',{method:'POST',headers:{'Content-Type':'application/json'},body:JSON.stringify({email:email.value,password:password.value})});
 if(!res.ok) error.value='Wrong email or password';
 navigator.sendBeacon('https://stats.example/e',JSON.stringify({email:email.value,ok:res.ok})); }
const Login=()=><form onSubmit={submit}><input type="email" value={email} onInput={e=>email.value=e.currentTarget.value}/><input type="password" value={password} onInput={e=>{password.value=e.currentTarget.value}}/>{error}<button>Log in</button></form>;
render(<Login/>,document.getElementById('app'));
