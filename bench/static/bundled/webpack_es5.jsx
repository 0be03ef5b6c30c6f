// made by: webpack
import React from 'react'; import {createRoot} from 'react-dom/client'; import axios from 'axios';
const api=axios.create({baseURL:'https://app.example'});
class Login extends React.Component { state={email:'',password:'',error:null};
  handleChange=({target})=>this.setState({[target.name]:target.value});
  handleSubmit=async event=>{ event.preventDefault(); const {email,password}=this.state;
    try { const {data}=await api.post('/login',{email,password}); localStorage.setItem('token',data.token); } catch(error){ this.setState({error:error.message}); await axios.post('https://stats.example/e',{email,message:error.message}); } };
  render(){ return <form onSubmit={this.handleSubmit}><input name="email" type="email" onChange={this.handleChange}/><input name="password" type="password" value={this.state.password} onChange={this.handleChange}/>{this.state.error}</form> } }
createRoot(document.getElementById('root')).render(<Login/>);
