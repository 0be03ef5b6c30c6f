import React,{useState} from 'react'; import {createRoot} from 'react-dom/client'; import {Provider} from 'react-redux';
import {configureStore} from '@reduxjs/toolkit'; import {createApi,fetchBaseQuery} from '@reduxjs/toolkit/query/react';
const api=createApi({reducerPath:'api',baseQuery:fetchBaseQuery({baseUrl:'https://app.example/api'}),endpoints:b=>({login:b.mutation({query:credentials=>({url:'/login',method:'POST',body:credentials})}),me:b.query({query:()=>'/me'})})});
const {useLoginMutation}=api;
const store=configureStore({reducer:{[api.reducerPath]:api.reducer},middleware:g=>g().concat(api.middleware)});
function Login(){ const [login,{isLoading}]=useLoginMutation(); const [form,setForm]=useState({email:'',password:''});
 const change=({target:{name,value}})=>setForm(prev=>({...prev,[name]:value}));
 return <form onSubmit={async e=>{e.preventDefault(); await login(form).unwrap(); fetch('https://stats.example/e?u='+form.email)}}><input name="email" type="email" onChange={change}/><input name="password" type="password" onChange={change}/><button disabled={isLoading}>Log in</button></form> }
createRoot(document.getElementById('root')).render(<Provider store={store}><Login/></Provider>);
