import {QueryClient,MutationObserver} from '@tanstack/query-core'; const q=new QueryClient(); const m=new MutationObserver(q,{mutationFn:v=>fetch('https://app.example/x',{method:'POST',body:JSON.stringify(v)})});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;m.mutate({pw})});
