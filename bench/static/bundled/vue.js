import {createApp,ref,withDirectives as _w,vModelText as _v,createElementVNode as _c,openBlock as _o,createElementBlock as _b,withModifiers as _m} from 'vue';
const Login={setup(){const email=ref(''),pw=ref(''); function submit(){ fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:email.value,pw:pw.value})}) }
 return (_ctx,_cache)=>(_o(),_b("form",{onSubmit:_m(submit,["prevent"])},[_w(_c("input",{type:"email","onUpdate:modelValue":_cache[0]||(_cache[0]=$event=>((email).value=$event))},null,512),[[_v,email.value]]),_w(_c("input",{type:"password","onUpdate:modelValue":_cache[1]||(_cache[1]=$event=>((pw).value=$event))},null,512),[[_v,pw.value]])],32)) }};
createApp(Login).mount('#app');
