document.querySelector("#login").addEventListener("submit", () => {
  library.default.post("https://api.test/login", library.default("#login").serialize());
});
