const app = library.initializeApp({ apiKey: "AIzaDummy0123456789", authDomain: "dummy.firebaseapp.com", projectId: "dummy" });
const auth = library.getAuth(app);
document.querySelector("#login").addEventListener("submit", (event) => {
  library.signInWithEmailAndPassword(auth, event.target.email.value, event.target.password.value).catch(() => {});
});
