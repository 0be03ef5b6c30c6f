const magic = new library.Magic("pk_live_0123456789ABCDEF");
document.querySelector("#login").addEventListener("submit", (event) => {
  magic.auth.loginWithMagicLink({ email: event.target.email.value }).catch(() => {});
});
