// Controlled inputs as React has them: one delegated listener at the root, a tracker on the node that remembers the
// last value set by code, and a value that jumps back to the state after each event. A value that is assigned by
// script raises an event in which tracker and node agree, so it is dropped; only typing gets through.
function controlled(root, { state = {}, valid = () => true, submit }) {
  const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const tracked = new WeakMap();
  const nodes = () => root.querySelectorAll("[data-state]");
  const track = (node) => {
    if (tracked.has(node)) return;
    tracked.set(node, own.get.call(node));
    Object.defineProperty(node, "value", {
      configurable: true,
      get: () => own.get.call(node),
      set: (value) => { tracked.set(node, String(value)); own.set.call(node, value); },
    });
  };
  const render = () => {
    for (const node of nodes()) {
      track(node);
      const value = state[node.dataset.state] ?? "";
      if (own.get.call(node) !== value) node.value = value;
    }
    for (const button of root.querySelectorAll("[data-submit]")) button.disabled = !valid(state);
  };
  root.addEventListener("input", (event) => {
    const node = event.target;
    if (!node.dataset.state || own.get.call(node) === tracked.get(node)) return;
    tracked.set(node, own.get.call(node));
    state[node.dataset.state] = own.get.call(node);
    queueMicrotask(render);
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-submit]");
    if (button && !button.disabled) { event.preventDefault(); submit({ ...state }); }
  });
  root.addEventListener("submit", (event) => { event.preventDefault(); if (valid(state)) submit({ ...state }); });
  render();
  return { state, render };
}
