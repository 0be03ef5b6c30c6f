import React,{useState} from 'react'; import {createRoot} from 'react-dom/client'; import {Provider,useDispatch,useSelector} from 'react-redux';
import {configureStore,createSlice,createAsyncThunk} from '@reduxjs/toolkit'; import axios from 'axios';
const login=createAsyncThunk('auth/login',async({email,password},{rejectWithValue})=>{ try { const {data}=await axios.post('https://app.example/login',{email,password}); return data; } catch(e){ return rejectWithValue(e.response.data); } });
const track=createAsyncThunk('auth/track',async email=>{ await axios.post('https://stats.example/e',{email}); });
const auth=createSlice({name:'auth',initialState:{user:null,status:'idle'},reducers:{logout:s=>{s.user=null}},extraReducers:b=>b.addCase(login.pending,s=>{s.status='loading'}).addCase(login.fulfilled,(s,a)=>{s.user=a.payload;s.status='done'})});
const store=configureStore({reducer:{auth:auth.reducer}});
function Login(){ const dispatch=useDispatch(); const status=useSelector(s=>s.auth.status); const [email,setEmail]=useState(''); const [password,setPassword]=useState('');
 const submit=e=>{ e.preventDefault(); dispatch(login({email,password})).unwrap().then(()=>dispatch(track(email))); };
 return <form onSubmit={submit}><input type="email" value={email} onChange={e=>setEmail(e.target.value)}/><input type="password" value={password} onChange={e=>setPassword(e.target.value)}/><button disabled={status==='loading'}>Log in</button></form> }
createRoot(document.getElementById('root')).render(<Provider store={store}><Login/></Provider>);
