import {ɵɵdefineInjectable, inject, ɵɵdefineComponent, ɵɵelementStart, ɵɵelementEnd, ɵɵlistener} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {HttpClient, provideHttpClient} from '@angular/common/http';
class Auth { http=inject(HttpClient); login(pw){ return this.http.post('https://app.example/login', {pw}); }
  static ɵfac = (t)=>new (t||Auth)(); static ɵprov = ɵɵdefineInjectable({token:Auth, factory:Auth.ɵfac, providedIn:'root'}); }
class App { auth=inject(Auth); go(pw){ this.auth.login(pw).subscribe(()=>1); }
  static ɵfac=(t)=>new (t||App)();
  static ɵcmp=ɵɵdefineComponent({type:App,selectors:[['app-root']],standalone:true,features:[],decls:2,vars:0,template:function(rf,ctx){ if(rf&1){ ɵɵelementStart(0,'button'); ɵɵlistener('click',function(){ return ctx.go(document.querySelector('#password').value)}); ɵɵelementEnd(); } }}); }
bootstrapApplication(App,{providers:[provideHttpClient()]});
