// How forms.js looks at a document, in an isolated world: handles, shadow roots, what is visible, what a field is called.
globalThis.undertowDom ??= (() => {
  "use strict";
  const elements = []; // handle -> element
  const handles = new Map();
  const handle = (el) => {
    if (!handles.has(el)) {
      handles.set(el, elements.length);
      elements.push(el);
    }
    return handles.get(el);
  };
  const clip = (text, max = 80) => (text || "").replace(/\s+/g, " ").trim().slice(0, max);
  const low = (text) => clip(text, 200).toLowerCase().replace(/[_-]+/g, " ");

  // ---- shadow roots: closed ones are handed in by the protocol, see `adopt` ---------------------------------------
  const closed = new WeakMap(); // host -> root
  const rootOf = (el) => el.shadowRoot || closed.get(el) || null;
  const adopt = (root) => closed.set(root.host, root);
  const walk = function* (root) {
    for (const el of root.querySelectorAll("*")) {
      yield el;
      const inner = rootOf(el);
      if (inner) yield* walk(inner);
    }
  };
  // A form's own fields can hide its properties under their names, so the getter is asked.
  const parentOf = Object.getOwnPropertyDescriptor(Node.prototype, "parentElement").get;
  const rootNodeOf = Node.prototype.getRootNode;
  const outward = (el) => parentOf.call(el) || rootNodeOf.call(el).host || null;
  const contains = (el, inner) => {
    for (let up = inner; up; up = outward(up)) if (up === el) return true;
    return false;
  };
  const custom = (el) => el.localName.includes("-") && el.matches(":defined") && !rootOf(el);

  // ---- what a person sees -----------------------------------------------------------------------------------------
  const cutAway = (el) => {
    for (let up = el; up && up !== document.body; up = outward(up)) {
      const style = getComputedStyle(up);
      if (/inset\((50|100)%|circle\(0/.test(style.clipPath)) return true;
      if (style.position === "absolute" && /rect\((0(px)?,? ?){4}\)|rect\((1(px)?,? ?){4}\)/.test(style.clip)) return true;
      if (style.overflow === "visible") continue;
      const box = up.getBoundingClientRect();
      if (box.width <= 3 || box.height <= 3) return true;
    }
    return false;
  };
  const visible = (el) => {
    if (!el.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    if (el.closest("[aria-hidden=true],[inert]")) return false;
    const box = el.getBoundingClientRect(); // tiny or far off: a trap for robots, which no person fills in
    if (box.width <= 3 || box.height <= 3 || box.right + scrollX <= 0 || box.bottom + scrollY <= 0) return false;
    return !cutAway(el);
  };

  // ---- names ------------------------------------------------------------------------------------------------------
  const byIds = (el, attribute) => {
    const ids = (el.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
    return ids.map((id) => el.getRootNode().getElementById?.(id)?.textContent || "").join(" ");
  };
  const FIELDS = "input:not([type=hidden]),textarea,select,[contenteditable]";
  const holdsField = (node) => node.nodeType === 1 && (node.matches(FIELDS) || !!node.querySelector(FIELDS));
  const textIn = (node) => {
    if (node.nodeType === 3) return clip(node.data);
    if (node.nodeType !== 1 || /^(script|style|template|button)$/.test(node.localName)) return "";
    return clip(node.innerText ?? node.textContent, 400);
  };
  // The text that stands before a field in the document, up to the field before it.
  const textBefore = (el) => {
    let at = el;
    for (let level = 0; at && level < 5; level++) {
      for (let node = at.previousSibling; node; node = node.previousSibling) {
        if (holdsField(node)) return "";
        const text = textIn(node);
        if (/[\p{L}\p{N}]/u.test(text)) return text.slice(-80);
      }
      at = outward(at);
      if (!at || /^(body|form|main|section|fieldset|dialog)$/.test(at.localName)) return "";
    }
    return "";
  };
  // The text that a person sees to the left of a field or above it, wherever it stands in the document.
  const textBeside = (el) => {
    const box = el.getBoundingClientRect();
    let best = "",
      least = 90;
    for (const other of [...el.getRootNode().querySelectorAll("label,span,div,p,b,strong,td,th,dt,li,h2,h3,h4")].slice(0, 600)) {
      if (other.childElementCount || !other.textContent.trim() || other.textContent.length > 80) continue;
      const near = other.getBoundingClientRect();
      const row = near.top < box.bottom && near.bottom > box.top && near.right <= box.left + 4;
      const above = near.bottom <= box.top + 6 && near.left < box.right && near.right > box.left;
      const distance = row ? box.left - near.right : above ? (box.top - near.bottom) * 2 : Infinity;
      if (distance < least) [best, least] = [other.textContent, distance];
    }
    return clip(best);
  };
  const hostName = (el) => {
    const host = el.getRootNode().host;
    return host ? [host.getAttribute("label"), host.getAttribute("name"), host.id].filter(Boolean).join(" ") : "";
  };
  const own = (el) =>
    el.getAttribute("aria-label") ||
    byIds(el, "aria-labelledby") ||
    [...(el.labels || [])].map((l) => l.innerText || l.textContent).join(" ");
  const hint = (el) => el.getAttribute("placeholder") || el.getAttribute("data-placeholder") || el.getAttribute("aria-placeholder") || "";
  const inner = (el) =>
    [el.getAttribute("name"), el.id, el.getAttribute("formcontrolname"), el.getAttribute("v-model"), hostName(el)]
      .filter(Boolean)
      .join(" ");
  // What tells the kind of a field, strongest first.
  const clues = (el) => {
    const sure = [own(el), hint(el), el.getAttribute("title")];
    return [...sure, sure.some(Boolean) ? "" : textBefore(el) || textBeside(el), inner(el), byIds(el, "aria-describedby"), textBefore(el)].map(low);
  };
  const labelOf = (el) =>
    clip(
      own(el) || hint(el) || el.getAttribute("title") || textBefore(el) || textBeside(el) || el.getAttribute("name") || el.id,
    );
  const textOf = (el) => clip(el.getAttribute("aria-label") || el.innerText || el.value || el.getAttribute("title") || el.getAttribute("alt"));
  const selectorOf = (el) => {
    const tag = el.localName;
    if (el.id) return clip(`${tag}#${CSS.escape(el.id)}`, 120);
    for (const key of ["name", "autocomplete", "type", "placeholder", "formcontrolname", "aria-label"]) {
      const value = el.getAttribute(key);
      if (value) return clip(`${tag}[${key}=${JSON.stringify(value)}]`, 120);
    }
    const host = el.getRootNode().host;
    return host ? clip(`${selectorOf(host)} ${tag}`, 120) : tag;
  };
  return { elements, handle, clip, low, rootOf, adopt, walk, outward, contains, custom, visible, byIds, labelOf, clues, textOf, selectorOf, textBefore };
})();
