document.querySelector("#login").addEventListener("submit", (event) => {
  library.default.post("https://api.test/login", { email: event.target.email.value }).catch(() => {});
});
