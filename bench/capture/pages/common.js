// What all pages share: saying to the server that the work of the page is over.
const done = () => {
  document.documentElement.dataset.done = "yes";
  return fetch("/done" + location.search, { method: "POST", body: document.title });
};
const later = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));
const frame = () => new Promise(requestAnimationFrame);
const other = (name) => `http://${name}.localhost:${location.port}`;
