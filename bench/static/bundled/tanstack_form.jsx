import React from 'react'; import {createRoot} from 'react-dom/client'; import {useForm} from '@tanstack/react-form'; import {QueryClient,QueryClientProvider,useMutation} from '@tanstack/react-query';
const client=new QueryClient();
function Login(){ const login=useMutation({mutationFn:credentials=>fetch('https://app.example/login',{method:'POST',body:JSON.stringify(credentials)}).then(r=>r.json())});
 const track=useMutation({mutationFn:email=>fetch('https://stats.example/e?u='+email)});
 const form=useForm({defaultValues:{email:'',password:''},onSubmit:async({value})=>{ await login.mutateAsync(value); track.mutate(value.email); }});
 return <form onSubmit={e=>{e.preventDefault();form.handleSubmit()}}>
  <form.Field name="email" children={f=><input type="email" value={f.state.value} onChange={e=>f.handleChange(e.target.value)}/>}/>
  <form.Field name="password" children={f=><input type="password" value={f.state.value} onChange={e=>f.handleChange(e.target.value)}/>}/></form> }
createRoot(document.getElementById('root')).render(<QueryClientProvider client={client}><Login/></QueryClientProvider>);
