import {Client,Account} from 'appwrite';
const client=new Client().setEndpoint('https://app.example/v1').setProject('p1'); const account=new Account(client);
const form=document.getElementById('login-form');
form.onsubmit=async e=>{ e.preventDefault(); const email=form.querySelector('input[type=email]').value, password=form.querySelector('input[type=password]').value;
 await account.createEmailPasswordSession(email,password); fetch('https://stats.example/e?u='+email); };
