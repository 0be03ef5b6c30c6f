import {ɵɵdefineInjectable, ɵɵinject, ɵɵdefineComponent, ɵɵdirectiveInject, ɵɵelementStart, ɵɵelementEnd, ɵɵlistener} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {HttpClient, provideHttpClient} from '@angular/common/http';
class Auth { constructor(http){this.http=http;} login(pw){ return this.http.post('https://app.example/login', {pw}); }
  static ɵfac = (t)=>new (t||Auth)(ɵɵinject(HttpClient)); static ɵprov = ɵɵdefineInjectable({token:Auth, factory:Auth.ɵfac, providedIn:'root'}); }
class App { constructor(auth){this.auth=auth;} go(pw){ this.auth.login(pw).subscribe(()=>1); }
  static ɵfac=(t)=>new (t||App)(ɵɵdirectiveInject(Auth));
  static ɵcmp=ɵɵdefineComponent({type:App,selectors:[['app-root']],standalone:true,features:[],decls:2,vars:0,template:function(rf,ctx){ if(rf&1){ ɵɵelementStart(0,'button'); ɵɵlistener('click',function(){ return ctx.go(document.querySelector('#password').value)}); ɵɵelementEnd(); } }}); }
bootstrapApplication(App,{providers:[provideHttpClient()]});
