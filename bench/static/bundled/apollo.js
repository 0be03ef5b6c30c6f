import {ApolloClient,InMemoryCache,gql} from '@apollo/client/core'; const c=new ApolloClient({uri:'https://app.example/graphql',cache:new InMemoryCache()});
document.querySelector('#f').addEventListener('submit',e=>{e.preventDefault();const pw=document.querySelector('#password').value;c.mutate({mutation:gql`mutation($pw:String){login(pw:$pw)}`,variables:{pw}})});
