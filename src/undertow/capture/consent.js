// Finds the consent banner of a document, in the isolated world of forms.js. Rules and words: consent.toml.
globalThis.undertowConsent ??= (() => {
  "use strict";
  const { elements, handle, clip, low, walk, outward, contains, visible, textOf } = globalThis.undertowDom;
  const { manager: MANAGERS, words } = globalThis.undertowLexicon.consent;
  const BANNER = new RegExp(words.banner);
  const WAYS = ["accept", "reject", "settings", "save"];
  const WORDS = Object.fromEntries(WAYS.map((way) => [way, new RegExp(words[way])]));

  // A known manager: its banner is there, and at least one of its buttons shows.
  const known = (all) => {
    for (const rule of MANAGERS) {
      if (!all.some((el) => el.matches(rule.banner))) continue;
      const found = { name: rule.name };
      for (const way of WAYS) {
        const button = rule[way] && all.find((el) => el.matches(rule[way]) && visible(el));
        found[way] = button ? handle(button) : null;
      }
      if (found.accept !== null || found.reject !== null || found.save !== null) return found;
    }
    return null;
  };
  const isBanner = (el) => {
    if (el === document.body || el === document.documentElement) return false;
    const says = low(el.getAttribute("id") + " " + el.getAttribute("class"));
    const floats = /fixed|sticky|absolute/.test(getComputedStyle(el).position);
    if (!floats && !el.matches("dialog,[role=dialog],[role=alertdialog]") && !/cookie|consent|gdpr|\bcmp\b/.test(says)) return false;
    const text = (el.innerText || "").toLowerCase();
    return text.length < 4000 && BANNER.test(text);
  };
  // Any other: something that lies over the page, speaks of cookies and has a button to accept or reject.
  const unknown = (all) => {
    const said = all
      .filter((el) => el.matches("button,a,input[type=button],input[type=submit],[role=button],[onclick]") && visible(el))
      .map((el) => [el, low(textOf(el))])
      .filter(([, text]) => text && text.length < 60);
    const way = (text) => (WORDS.reject.test(text) ? "reject" : WORDS.accept.test(text) ? "accept" : "");
    for (const [button, text] of said) {
      if (!way(text)) continue;
      let up = outward(button);
      for (let level = 0; up && level < 10 && !isBanner(up); level++) up = outward(up);
      if (!up || up === document.body || !isBanner(up)) continue;
      const found = { name: "" };
      const inside = said.filter(([el]) => contains(up, el));
      for (const kind of ["accept", "reject"]) found[kind] = inside.find(([, t]) => way(t) === kind)?.[0] ?? null;
      const rest = inside.filter(([, t]) => !way(t));
      for (const kind of ["save", "settings"]) found[kind] = rest.find(([, t]) => WORDS[kind].test(t))?.[0] ?? null;
      for (const kind of WAYS) found[kind] = found[kind] && handle(found[kind]);
      return found;
    }
    return null;
  };
  return {
    find() {
      const all = [...walk(document)];
      const found = known(all) || unknown(all);
      if (!found) return null;
      const text = (id) => (id === null ? "" : clip(textOf(elements[id]), 60));
      return { ...found, texts: Object.fromEntries(WAYS.map((way) => [way, text(found[way])])) };
    },
    // Unticks what a second layer offers, in the nearest surroundings of its button.
    untick(id) {
      let up = elements[id];
      const boxes = () => [...(up?.querySelectorAll?.("input[type=checkbox]:checked:not(:disabled),[role=switch][aria-checked=true]:not([aria-disabled=true])") ?? [])];
      while (up && up !== document.body && !boxes().length) up = outward(up);
      const ticked = boxes();
      for (const box of ticked) box.click();
      return ticked.length;
    },
  };
})();
