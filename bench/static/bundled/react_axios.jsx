import React,{useState} from 'react'; import {createRoot} from 'react-dom/client'; import axios from 'axios';
const http=axios.create({baseURL:'https://app.example'});
function Login(){ const [form,setForm]=useState({email:'',password:''});
 const change=e=>setForm({...form,[e.target.name]:e.target.value});
 const submit=e=>{ e.preventDefault(); http.post('/login',form).then(r=>localStorage.setItem('t',r.data.token)); };
 return <form onSubmit={submit}><input name="email" type="email" onChange={change}/><input type="password" name="password" onChange={change}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
