import React from 'react'; import {createRoot} from 'react-dom/client'; import {useFormik} from 'formik';
function Login(){ const f=useFormik({initialValues:{email:'',password:''},onSubmit:v=>fetch('https://app.example/login',{method:'POST',body:JSON.stringify(v)})});
 return <form onSubmit={f.handleSubmit}><input name="email" onChange={f.handleChange} value={f.values.email}/><input type="password" name="password" onChange={f.handleChange} value={f.values.password}/></form> }
createRoot(document.getElementById('root')).render(<Login/>);
