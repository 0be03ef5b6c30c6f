const BASE='https://app.example/api';
async function request(path,{method='GET',body,...rest}={}){ const response=await fetch(`${BASE}${path}`,{method,body:body===undefined?undefined:JSON.stringify(body),headers:{'Content-Type':'application/json'},...rest}); if(!response.ok) throw new Error(`${response.status}`); return response.json(); }
export const get=(path,options)=>request(path,options);
export const post=(path,body,options)=>request(path,{...options,method:'POST',body});
