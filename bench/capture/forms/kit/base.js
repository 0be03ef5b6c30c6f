// What every page of the set has: `post` reports the values that the page itself holds when it submits.
const PAGE = location.pathname.split("/")[2];

function post(data) {
  return fetch(`/got/${PAGE}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(data) });
}

const byId = (id) => document.getElementById(id);

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-post]")) return;
  event.preventDefault();
  post(Object.fromEntries(new FormData(event.target)));
});
