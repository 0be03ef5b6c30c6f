const client = library.createClient("https://dummyproject.supabase.co", "dummy.anon.key");
document.querySelector("#login").addEventListener("submit", (event) => {
  client.auth.signInWithPassword({ email: event.target.email.value, password: event.target.password.value });
});
