// Reactive forms as Angular Material has them: a field counts only when it is dirty and touched (focused and left),
// the button stays disabled until all are, the label floats and is joined to the field by nothing but its place.
function touched(root, submit) {
  const fields = [...root.querySelectorAll("[formcontrolname]")];
  const dirty = new Set(), left = new Set();
  const button = root.querySelector("[data-send]");
  const check = () => { button.disabled = !fields.every((f) => f.hasAttribute("optional") || (dirty.has(f) && left.has(f) && f.value)); };
  for (const field of fields) {
    field.addEventListener("input", () => { dirty.add(field); check(); });
    field.addEventListener("blur", () => { left.add(field); field.closest("mat-form-field")?.classList.add("ng-touched"); check(); });
  }
  button.addEventListener("click", (event) => {
    event.preventDefault();
    submit(Object.fromEntries(fields.map((f) => [f.getAttribute("formcontrolname"), f.value])));
  });
  check();
}
