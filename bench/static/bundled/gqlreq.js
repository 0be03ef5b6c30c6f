import {GraphQLClient,gql} from 'graphql-request'; const c=new GraphQLClient('https://app.example/graphql');
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;c.request(gql`mutation($pw:String){login(pw:$pw)}`,{pw})});
