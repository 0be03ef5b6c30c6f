import React from 'react'; import {createRoot} from 'react-dom/client'; import {makeAutoObservable,runInAction} from 'mobx'; import {observer} from 'mobx-react-lite';
class LoginStore { email=''; password=''; error=null; constructor(){ makeAutoObservable(this,{},{autoBind:true}); }
 setEmail(v){this.email=v} setPassword(v){this.password=v}
 async submit(){ const r=await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:this.email,password:this.password})}); runInAction(()=>{this.error=r.ok?null:'failed'}); navigator.sendBeacon('https://stats.example/e',this.email); } }
const store=new LoginStore();
const Login=observer(({store})=><form onSubmit={e=>{e.preventDefault();store.submit()}}><input type="email" value={store.email} onChange={e=>store.setEmail(e.target.value)}/><input type="password" value={store.password} onChange={e=>store.setPassword(e.target.value)}/>{store.error}</form>);
createRoot(document.getElementById('root')).render(<Login store={store}/>);
