// Finds the elements that a user's flow names, in the isolated world of forms.js, as the Recorder of DevTools means them.
globalThis.undertowFlow ??= (() => {
  "use strict";
  const { elements, handle, low, rootOf, walk, visible, labelOf, textOf } = globalThis.undertowDom;
  const FIELD = "input,textarea,select,[contenteditable],[role=textbox],[role=combobox]";
  const PRESSED = "button,a,input,summary,label,[role],[onclick],[tabindex]";

  // Exactly that text first, then the shortest that holds it.
  const byWords = (candidates, wanted, words) => {
    const said = low(wanted);
    const found = candidates.map((el) => [el, low(words(el))]).filter(([el, text]) => text.includes(said) && visible(el));
    found.sort((a, b) => a[1].length - b[1].length);
    return found[0]?.[0] ?? null;
  };
  const one = (root, selector) => {
    const all = () => [...walk(root)];
    const [, way, rest] = selector.match(/^(aria|text|label|xpath|pierce)\/(.*)$/s) ?? [null, "css", selector];
    if (way === "xpath") return document.evaluate(rest, root, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue;
    if (way === "pierce") return all().find((el) => el.matches(rest)) ?? null;
    if (way === "label") return byWords(all().filter((el) => el.matches(FIELD)), rest, labelOf);
    if (way === "aria") {
      const [, name, role] = rest.match(/^(.*?)(?:\[role="?([\w-]+)"?\])?$/s);
      const fits = (el) => !role || el.getAttribute("role") === role || el.localName === role;
      const fields = all().filter((el) => el.matches(`${FIELD},${PRESSED}`) && fits(el));
      return byWords(fields, name, (el) => (el.matches(FIELD) ? labelOf(el) : textOf(el)));
    }
    if (way === "text")
      return byWords(all().filter((el) => el.matches(PRESSED)), rest, textOf) ?? byWords(all().filter((el) => !el.childElementCount), rest, textOf);
    return root.querySelector(rest) ?? all().find((el) => el.matches(rest)) ?? null;
  };
  return {
    find(chain) {
      let root = document,
        el = null;
      for (const selector of chain) {
        el = root && one(root, selector);
        if (!el) return null;
        root = rootOf(el) ?? el;
      }
      return handle(el);
    },
    kind(id) {
      const el = elements[id];
      return el.localName === "select" ? "select" : el.type === "password" ? "password" : /^(checkbox|radio)$/.test(el.type) ? "box" : /^(date|time|month|week|range|color|datetime-local)$/.test(el.type) ? "set" : "type";
    },
    label: (id) => labelOf(elements[id]),
    choose(id, wanted) {
      const el = elements[id];
      const option = [...el.options].find((o) => o.value === wanted) ?? [...el.options].find((o) => low(o.textContent) === low(wanted));
      if (!option) return false;
      el.value = option.value;
      for (const type of ["input", "change"]) el.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
      return true;
    },
  };
})();
