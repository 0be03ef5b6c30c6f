import React,{useRef} from 'react'; import {createRoot} from 'react-dom/client';
function Login(){ const pw=useRef(null);
 return <form onSubmit={e=>{e.preventDefault(); fetch('https://app.example/login',{method:'POST',body:pw.current.value})}}><input type="password" ref={pw}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
