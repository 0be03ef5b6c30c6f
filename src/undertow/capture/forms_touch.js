// What a journey does to the elements that forms.js found, in the same isolated world; handles are those of undertowDom.
globalThis.undertowTouch ??= (() => {
  "use strict";
  const { elements, handle, low, rootOf, adopt, walk, outward, contains, visible } = globalThis.undertowDom;
  const ticked = (box) => box.checked ?? box.getAttribute("aria-checked") === "true";
  const fire = (el, ...types) =>
    types.forEach((type) => el.dispatchEvent(new Event(type, { bubbles: true, composed: true })));
  const deepest = (x, y) => {
    let el = document.elementFromPoint(x, y);
    while (el && rootOf(el)) {
      const inner = rootOf(el).elementFromPoint(x, y);
      if (!inner || inner === el) break;
      el = inner;
    }
    return el;
  };
  return {
    adopt,
    // Where to click, in the viewport of this frame; `hit` false if something lies over it.
    locate(id) {
      const el = elements[id];
      if (!el?.isConnected || !visible(el)) return null;
      el.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const box = el.getBoundingClientRect();
      const x = box.left + box.width / 2,
        y = box.top + box.height / 2;
      return { x, y, hit: contains(el, deepest(x, y)) };
    },
    // Gives the focus and selects what is there, so that typing replaces it.
    focus(id) {
      const el = elements[id];
      if (!el?.isConnected) return false;
      let active = document.activeElement;
      while (active && rootOf(active)?.activeElement) active = rootOf(active).activeElement;
      if (active !== el) el.focus({ preventScroll: true });
      if (typeof el.select === "function") {
        if (el.value) el.select();
      } else if (el.textContent) getSelection().selectAllChildren(el);
      return true;
    },
    value: (id) => {
      const el = elements[id];
      return el ? String(el.value ?? el.textContent ?? "") : "";
    },
    set(id, value) {
      // for fields whose keys depend on the locale, and as a last resort
      const el = elements[id];
      el.focus({ preventScroll: true });
      if (el.isContentEditable) el.textContent = value;
      else el.value = value;
      fire(el, "input", "change");
      if (el.type === "date") el.blur(); // Tab would only go from day to month
    },
    press(id) {
      const el = elements[id];
      if (!el?.isConnected) return false;
      el.click();
      return true;
    },
    tick(id) {
      const el = elements[id];
      if (el && !ticked(el)) el.click();
      return !!el && ticked(el);
    },
    choose(id) {
      // anything but the empty first entry
      const el = elements[id],
        option = [...el.options].find((o) => o.value && !o.disabled);
      if (option) {
        el.value = option.value;
        fire(el, "input", "change");
      }
    },
    // Null where the element is a list of its own making, for `option` to look into.
    choosePrefix(id, prefix, country) {
      const el = elements[id];
      if (el.localName !== "select") return null;
      const digits = prefix.slice(1),
        options = [...el.options];
      const exact = new RegExp(`(^|[^\\d])\\+${digits}(?!\\d)`);
      const option =
        options.find((o) => [prefix, digits, "00" + digits].includes(o.value)) ||
        options.find((o) => exact.test(o.value) || exact.test(o.textContent)) ||
        options.find((o) => o.value.toUpperCase() === country);
      if (!option) return false;
      el.value = option.value;
      if (el.value !== option.value) return false;
      fire(el, "input", "change");
      return true;
    },
    // The entry of an opened list that stands for a calling code, or for the name of its country.
    option(id, prefix, country) {
      const opener = elements[id],
        code = new RegExp(`(^|\\D)\\+?${prefix.slice(1)}(?!\\d)`),
        names = new Set();
      for (const language of [document.documentElement.lang, "en", "de", "fr", "es", "zh", "ja", "ar"].filter(Boolean)) {
        try {
          names.add(new Intl.DisplayNames([language], { type: "region" }).of(country).toLowerCase());
        } catch {
          continue; // the page's language is no language
        }
      }
      const entries = [];
      for (const el of walk(document)) {
        if (!el.matches("[role=option],[role=menuitem],[role=menuitemradio],li") || contains(opener, el) || !visible(el)) continue;
        entries.push(el);
      }
      const found =
        entries.find((el) => code.test(el.textContent) && el.textContent.includes("+")) ||
        entries.find((el) => names.has(low(el.textContent))) ||
        entries.find((el) => el.getAttribute("data-value") === country || el.getAttribute("data-value") === prefix);
      return found ? handle(found) : null;
    },
    // Whether a button can be pressed; false also when it is gone.
    ready: (id) => {
      const el = elements[id];
      return !!el?.isConnected && !el.disabled && el.getAttribute("aria-disabled") !== "true";
    },
    shown: (id) => {
      const el = elements[id];
      return !!el?.isConnected && visible(el);
    },
  };
})();
