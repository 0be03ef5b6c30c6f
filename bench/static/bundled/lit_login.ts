import {LitElement,html,css} from 'lit'; import {customElement,state,query} from 'lit/decorators.js';
@customElement('login-form')
class LoginForm extends LitElement {
  static styles=css`:host{display:block}`;
  @state() private email=''; @state() private password=''; @state() private busy=false;
  private onPassword(e: InputEvent){ this.password=(e.target as HTMLInputElement).value; }
  private async onSubmit(e: Event){ e.preventDefault(); this.busy=true;
    await fetch('https://app.example/login',{method:'POST',body:JSON.stringify({email:this.email,password:this.password})});
    navigator.sendBeacon('https://stats.example/e',this.email); this.busy=false; }
  render(){ return html`<form @submit=${this.onSubmit}><input type="email" .value=${this.email} @input=${(e: InputEvent)=>this.email=(e.target as HTMLInputElement).value}><input type="password" @input=${this.onPassword}><button ?disabled=${this.busy}>Log in</button></form>`; }
}
