import {createApp,withDirectives as _w,vModelText as _v,createElementVNode as _c,openBlock as _o,createElementBlock as _b} from 'vue'; import axios from 'axios';
function render(_ctx,_cache,$props,$setup,$data,$options){ return (_o(),_b("div",null,[_w(_c("input",{type:"password","onUpdate:modelValue":_cache[0]||(_cache[0]=$event=>(($data.pw)=$event))},null,512),[[_v,$data.pw]]),_c("button",{onClick:_cache[1]||(_cache[1]=(...args)=>($options.send&&$options.send(...args)))},"x")])) }
const Login={data(){return {pw:''}},methods:{send(){ axios.post('https://app.example/login',{pw:this.pw}) }},render};
createApp(Login).mount('#app');
