import {ɵɵdefineInjectable, ɵɵinject, ɵɵdefineComponent, ɵɵdirectiveInject, ɵɵelementStart, ɵɵelementEnd, ɵɵelement, ɵɵlistener, ɵɵtwoWayListener, ɵɵtwoWayBindingSet, ɵɵtwoWayProperty, ɵɵadvance} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {HttpClient, provideHttpClient} from '@angular/common/http';
class Auth { constructor(http){this.http=http;} login(user,pw){ return this.http.post('https://app.example/login', {user,pw}); }
  static ɵfac = (t)=>new (t||Auth)(ɵɵinject(HttpClient)); static ɵprov = ɵɵdefineInjectable({token:Auth, factory:Auth.ɵfac, providedIn:'root'}); }
class App { constructor(auth){this.auth=auth; this.password=''; this.email='';} go(){ this.auth.login(this.email,this.password).subscribe(()=>1); }
  static ɵfac=(t)=>new (t||App)(ɵɵdirectiveInject(Auth));
  static ɵcmp=ɵɵdefineComponent({type:App,selectors:[['app-root']],standalone:true,decls:3,vars:2,consts:[["type","email",3,"ngModelChange","ngModel"],["type","password",3,"ngModelChange","ngModel"],[3,"click"]],template:function(rf,ctx){ if(rf&1){ ɵɵelementStart(0,'input',0); ɵɵtwoWayListener('ngModelChange',function($event){ ɵɵtwoWayBindingSet(ctx.email,$event)||(ctx.email=$event); return $event; }); ɵɵelementEnd(); ɵɵelementStart(1,'input',1); ɵɵlistener('ngModelChange',function($event){ return ctx.password=$event; }); ɵɵelementEnd(); ɵɵelementStart(2,'button',2); ɵɵlistener('click',function(){ return ctx.go()}); ɵɵelementEnd(); } }}); }
bootstrapApplication(App,{providers:[provideHttpClient()]});
