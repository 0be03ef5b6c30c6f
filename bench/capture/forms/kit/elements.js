// Web components: a form-associated field and a whole form, each with an open or closed shadow root (`mode`).
class SetField extends HTMLElement {
  static formAssociated = true;
  #internals = this.attachInternals();
  connectedCallback() {
    const root = this.attachShadow({ mode: this.getAttribute("mode") ?? "open" });
    const input = document.createElement("input");
    input.type = this.getAttribute("type") ?? "text";
    const label = document.createElement("label");
    label.append(this.getAttribute("label") ?? "", input);
    root.append(label);
    input.addEventListener("input", () => this.#internals.setFormValue(input.value));
    this.input = this.getAttribute("mode") === "closed" ? undefined : input;
  }
}
customElements.define("set-field", SetField);

class SetForm extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: this.getAttribute("mode") ?? "open" });
    root.innerHTML = this.querySelector("template").innerHTML;
    root.querySelector("[part=send]").addEventListener("click", (event) => {
      event.preventDefault();
      post(Object.fromEntries([...root.querySelectorAll("input, textarea")].map((i) => [i.name, i.value])));
    });
  }
}
customElements.define("set-form", SetForm);
