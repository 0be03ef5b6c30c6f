// Two-way binding as Vue has it: nothing is taken over while an input method composes; `lazy` fields follow `change`;
// `trim` is done on leaving.
function model(root, submit) {
  const data = {};
  for (const node of root.querySelectorAll("[v-model]")) {
    let composing = false;
    const lazy = node.hasAttribute("lazy");
    data[node.getAttribute("v-model")] = "";
    node.addEventListener("compositionstart", () => (composing = true));
    node.addEventListener("compositionend", () => { composing = false; node.dispatchEvent(new Event("input")); });
    node.addEventListener(lazy ? "change" : "input", () => { if (!composing) data[node.getAttribute("v-model")] = node.value; });
  }
  root.addEventListener("click", (event) => { if (event.target.closest("[v-submit]")) { event.preventDefault(); submit(data); } });
  root.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); submit(data); } });
  return data;
}
