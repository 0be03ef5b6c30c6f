import Backbone from 'backbone';
const Session=Backbone.Model.extend({url:'https://app.example/session'}); const Seen=Backbone.Model.extend({urlRoot:'https://stats.example/e'});
const LoginView=Backbone.View.extend({el:'#login',events:{'submit form':'submit'},initialize(){ this.session=new Session(); },
 submit(e){ e.preventDefault(); this.session.save({email:this.$('#email').val(),password:this.$('#password').val()},{success:()=>new Seen({email:this.$('#email').val()}).save()}); }});
new LoginView();
