// Finds what a person can fill in; runs in an isolated world of every frame: the page sees neither it nor its handles.
// `undertowLexicon` holds the words, as patterns; journey.py calls the functions and gets plain JSON.
globalThis.undertowForms ??= (() => {
  "use strict";
  const { elements, handle, clip, low, rootOf, adopt, walk, outward, contains, custom, visible, byIds, labelOf, clues, textOf, selectorOf, textBefore } =
    globalThis.undertowDom;

  // ---- words ------------------------------------------------------------------------------------------------------
  const lexicon = globalThis.undertowLexicon;
  const KINDS = lexicon.field.map(([kind, pattern]) => [kind, new RegExp(pattern)]);
  const about = (intent) => new RegExp(lexicon.intent[intent]);
  const SIGN_UP = about("sign_up"), LOG_IN = about("log_in"), NEWSLETTER = about("newsletter"), CHAT = about("chat");
  const CONTACT = about("contact"), PRIVACY = about("privacy"), REVEAL = about("reveal"), SOCIAL = about("social");
  const LEAVE_ALONE = about("leave_alone"), SEND_CODE = about("send_code"), GO = about("go"), MINOR = about("minor");
  const TERMS = about("terms"), STAY_EMPTY = about("stay_empty"), COUNTRY_CODE = about("country_code");
  const AUTOCOMPLETE = {
    email: "email",
    tel: "phone",
    "tel-national": "phone",
    "tel-local": "phone",
    "current-password": "password",
    "new-password": "password",
    "one-time-code": "otp",
    name: "name",
    "given-name": "name",
    "family-name": "name",
    username: "username",
    "street-address": "address",
    "address-line1": "address",
    "postal-code": "postal-code",
    bday: "birthdate",
    "cc-number": "card",
    "cc-csc": "card",
    "cc-exp": "card",
    "cc-name": "card",
  };
  const isPrefixSelect = (el) => {
    if (/tel-country-code/.test(el.autocomplete || "")) return true;
    const options = [...el.options].slice(0, 60);
    return (
      options.length > 1 &&
      options.filter((o) => /(^|\D)\+\d{1,4}\b/.test(o.textContent + " " + o.value)).length > options.length / 2
    );
  };
  const dataOf = (el) => {
    const hint = (el.getAttribute("autocomplete") || "").toLowerCase().split(/\s+/).pop();
    if (AUTOCOMPLETE[hint]) return AUTOCOMPLETE[hint];
    const type = (el.type || "").toLowerCase();
    if (type === "email" || type === "password" || type === "search") return type;
    if (type === "tel" && !clues(el).some((clue) => KINDS[0][1].test(clue) || KINDS[1][1].test(clue))) return "phone";
    if (el.inputMode === "email" && !el.isContentEditable) return "email";
    if (el.inputMode === "tel") return "phone";
    for (const clue of clues(el)) {
      const kind = clue && KINDS.find(([, pattern]) => pattern.test(clue) || clue.split(" ").some((w) => pattern.test(w)));
      if (kind && !(kind[0] === "message" && el.localName === "input")) return kind[0];
    }
    return el.localName === "textarea" || el.isContentEditable ? "message" : "input";
  };
  const TYPED = new Set(["text", "email", "password", "tel", "search", "textarea", "date", "number", ""]);
  const isField = (el) => {
    if (el.localName === "input") return TYPED.has(el.type) && !el.disabled && !el.readOnly && !isPicker(el);
    if (el.localName === "textarea") return !el.disabled && !el.readOnly;
    return el.isContentEditable && !el.parentElement?.isContentEditable;
  };
  const isButton = (el) => el.matches("button,input[type=submit],input[type=button],input[type=image],[role=button]");
  const isBox = (el) => (el.localName === "input" && el.type === "checkbox") || el.matches("[role=checkbox],[role=switch]");
  // What is a button to a person only: text under a hand pointer.
  let looks = 0; // computed styles asked for in this survey
  const clickable = (el) => {
    if (!/^(div|span|a|li|p|b|strong)$/.test(el.localName) || el.childElementCount > 3 || looks > 3000) return false;
    if (!el.textContent.trim() || el.textContent.length > 60 || el.closest("label,button,[role=button],[role=option]")) return false;
    if (el.localName === "a" && el.href && !/^#|^javascript:/.test(el.getAttribute("href"))) return false;
    looks++;
    if (getComputedStyle(el).cursor !== "pointer") return false;
    const up = outward(el);
    return !up || getComputedStyle(up).cursor !== "pointer";
  };
  // A list of countries that is no <select>: it shows a calling code, or says that it is one.
  const isPicker = (el) => {
    if (!el.matches("[aria-haspopup]:not([aria-haspopup=false],[aria-haspopup=dialog]),[role=combobox],button,[role=button]")) return false;
    if (/^\W*([a-z]{2}\W*)?\+\d{1,4}\W*$/.test(low(el.innerText || el.value || ""))) return true;
    return el.matches("[aria-haspopup],[role=combobox]") && COUNTRY_CODE.test(low(labelOf(el)));
  };
  // Buttons that end a form, not those that show a password or ask for a code.
  const ends = (button) => {
    const text = low(textOf(button));
    if (!text && button.type !== "submit" && button.type !== "image") return false;
    return !MINOR.test(text) && !SEND_CODE.test(text) && !SOCIAL.test(text) && !isPicker(button);
  };
  const formOf = (el) => {
    for (let up = el; up; up = outward(up)) {
      if (up instanceof HTMLFormElement) return up;
      if (up.form instanceof HTMLFormElement) return up.form;
    }
    return null;
  };
  // Inputs without a form belong together when the nearest ancestor with a button is the same.
  const groupRoot = (el, buttons) => {
    const form = formOf(el);
    if (form) return form;
    const ending = buttons.filter((b) => !formOf(b) && ends(b));
    for (let up = outward(el); up; up = outward(up)) if (ending.some((b) => contains(up, b))) return up;
    return document.body;
  };
  const titleOf = (root) => {
    const own = root.querySelector?.("legend,h1,h2,h3,h4,[role=heading]");
    const named = root.closest?.("[aria-labelledby],[aria-label]");
    const near = root.closest?.("section,dialog,[role=dialog],article,main")?.querySelector("h1,h2,h3");
    return clip(
      [
        own?.textContent,
        named && (named.getAttribute("aria-label") || byIds(named, "aria-labelledby")),
        near?.textContent,
      ].filter(Boolean)[0],
    );
  };
  const tabOf = (root) => {
    const panel = root.closest?.("[role=tabpanel]");
    return panel ? clip(byIds(panel, "aria-labelledby") || panel.getAttribute("aria-label"), 40) : "";
  };
  const kindOf = (data, text, newPassword) => {
    if (data.includes("card")) return "payment";
    if (data.every((d) => d === "search")) return "search";
    if (newPassword || (SIGN_UP.test(text) && !LOG_IN.test(text))) return "sign-up";
    if (data.some((d) => ["password", "otp", "username"].includes(d)) || LOG_IN.test(text)) return "login";
    if (data.includes("message")) return data.length === 1 ? "chat" : "contact";
    if (NEWSLETTER.test(text)) return "newsletter";
    return data.includes("phone") && data.length <= 2 ? "phone" : "form";
  };
  // A button that is disabled counts too: many wake up when the form is filled in.
  const submitOf = (buttons) => {
    const safe = buttons.filter((b) => ends(b) && !LEAVE_ALONE.test(low(textOf(b))));
    const scored = safe.map((b) => {
      const text = low(textOf(b));
      const fits = LOG_IN.test(text) || SIGN_UP.test(text) || NEWSLETTER.test(text) || GO.test(text);
      return [(b.type === "submit" || b.type === "image" ? 4 : 0) + (isButton(b) ? 1 : 0) + (fits ? 2 : 0), b];
    });
    scored.sort((a, b) => b[0] - a[0]);
    return scored.length && (scored[0][0] > 0 || scored.length === 1) ? scored[0][1] : null;
  };
  const describeField = (el) => ({
    id: handle(el),
    data: dataOf(el),
    label: labelOf(el),
    selector: selectorOf(el),
    how: el.type === "date" ? "set" : "type",
    max: el.maxLength > 0 ? el.maxLength : 0,
  });
  // Six boxes of one digit each are one field to the person.
  const merge = (fields) => {
    const single = fields.filter((f) => f.max === 1);
    if (single.length < 4) return fields;
    const whole = { ...single[0], data: "otp", max: 0, boxes: single.map((f) => f.id) };
    return fields.filter((f) => f.max !== 1).concat([whole]);
  };
  const describeGroup = (root, parts) => {
    const { fields, selects, checks, buttons, pickers } = parts;
    const submit = submitOf(buttons);
    const described = merge(fields.map(describeField));
    const data = described.map((f) => f.data);
    const submitText = submit ? textOf(submit) : "";
    const text = [
      titleOf(root),
      submitText,
      root.id,
      root.getAttribute?.("name"),
      root.getAttribute?.("action"),
      labelOf(fields[0]),
    ]
      .filter(Boolean)
      .join(" ")
      .toLowerCase();
    const fresh =
      fields.some((f) => /new-password/.test(f.autocomplete || "")) || data.filter((d) => d === "password").length > 1;
    const code = buttons.find((b) => b !== submit && SEND_CODE.test(textOf(b).toLowerCase()));
    const listed = selects.find(isPrefixSelect);
    const prefix = listed || (data.includes("phone") ? pickers[0] : undefined);
    return {
      kind: kindOf(data, text, fresh),
      title: titleOf(root),
      tab: tabOf(root),
      signature: clip(
        [
          root.id,
          root.getAttribute?.("name"),
          root.getAttribute?.("action"),
          tabOf(root),
          described.map((f) => f.data + f.selector).join(),
        ].join("|"),
        400,
      ),
      fields: described,
      prefix: prefix ? handle(prefix) : null,
      selects: selects.filter((s) => s !== prefix && (s.required || !s.value)).map(handle),
      checks: checks.filter((c) => !ticked(c) && (c.required || TERMS.test(boxText(c)))).map(handle),
      submit: submit ? handle(submit) : null,
      submitText,
      sendCode: code ? handle(code) : null,
      blocked: !submit && buttons.some((b) => LEAVE_ALONE.test(textOf(b).toLowerCase())),
    };
  };
  const ticked = (box) => box.checked ?? box.getAttribute("aria-checked") === "true";
  const boxText = (box) => low([labelOf(box), box.nextSibling?.textContent, outward(box)?.innerText].filter(Boolean).join(" "));
  const sameSite = (url) => {
    const tail = (host) => host.split(".").slice(-2).join(".");
    return /^https?:$/.test(url.protocol) && tail(url.hostname) === tail(location.hostname);
  };
  const linksOf = (anchors) => {
    const found = [];
    for (const a of anchors) {
      let url;
      try {
        url = new URL(a.href, document.baseURI);
      } catch {
        continue;
      }
      const text = textOf(a).toLowerCase(),
        path = url.pathname.toLowerCase();
      const either = (pattern) => pattern.test(text) || pattern.test(path.replace(/[_/-]+/g, " "));
      let kind = "";
      if (/privacy-policy/.test(a.rel) || (/^https?:$/.test(url.protocol) && either(PRIVACY))) kind = "privacy";
      else if (!sameSite(url) || LEAVE_ALONE.test(text) || SOCIAL.test(text)) continue;
      else if (either(SIGN_UP)) kind = "sign-up";
      else if (either(LOG_IN)) kind = "login";
      else if (either(CHAT)) kind = "chat";
      url.hash = "";
      if (kind && url.href !== location.href.split("#")[0])
        found.push({ kind, url: url.href, text: clip(text), exact: /privacy-policy/.test(a.rel) });
    }
    return found.slice(0, 200);
  };
  const controlsOf = (candidates, submits) => {
    const found = [];
    for (const el of candidates) {
      if (submits.has(el) || el.disabled || el.getAttribute("aria-selected") === "true") continue;
      const text = textOf(el),
        said = low(text);
      if (!text || said.length > 60 || SOCIAL.test(said) || LEAVE_ALONE.test(said) || isPicker(el)) continue;
      const tab = el.matches("[role=tab]");
      const panel = tab && el.getRootNode().getElementById?.(el.getAttribute("aria-controls") || "");
      const goes = el.localName === "a" && !/^(#|javascript:|$)/.test(el.getAttribute("href") || "");
      const opens = el.matches("[aria-haspopup=dialog],[data-bs-toggle],[data-toggle]");
      const about = [REVEAL, LOG_IN, SIGN_UP, NEWSLETTER, CONTACT, CHAT];
      const known = (opens || isButton(el) || tab || el.localName === "a" || clickable(el)) && about.some((pattern) => pattern.test(said));
      if (tab ? known || panel?.querySelector("input,textarea") : known && !goes && !(el.type === "submit" && formOf(el)))
        found.push({ id: handle(el), text, tab });
    }
    return found.sort((a, b) => b.tab - a.tab).slice(0, 12);
  };
  const survey = () => {
    const groups = new Map(),
      anchors = [],
      candidates = [],
      buttons = [],
      pickers = [],
      parts = { fields: [], selects: [], checks: [] };
    let unopened = 0;
    looks = 0;
    for (const el of walk(document)) {
      if (custom(el)) unopened++;
      if (el.localName === "a" && el.href) {
        anchors.push(el);
        if (el.matches("[role=tab],[role=button],[href^='#'],[href^=javascript],[data-bs-toggle]") && visible(el)) {
          candidates.push(el);
          if (el.matches("[role=button],[href='#'],[href^=javascript]")) buttons.push(el);
        }
        continue;
      }
      const check = isBox(el),
        field = !check && isField(el),
        tab = el.matches("[role=tab]"),
        picker = isPicker(el),
        button = !check && !picker && (isButton(el) || (!tab && !field && clickable(el)));
      if (!(button || field || check || tab || picker || el.localName === "select")) continue;
      // a styled checkbox is often an invisible input behind a visible label
      if (!visible(el) && !(check && [...(el.labels || [])].some(visible))) continue;
      if (button || tab) candidates.push(el);
      if (button && !tab) buttons.push(el);
      else if (picker) pickers.push(el);
      else if (check) parts.checks.push(el);
      else if (el.localName === "select") parts.selects.push(el);
      else if (field && !STAY_EMPTY.test(clues(el).join(" "))) parts.fields.push(el);
    }
    for (const [kind, list] of Object.entries(parts)) {
      for (const el of list) {
        const root = groupRoot(el, buttons);
        const mine = (b) => (root instanceof HTMLFormElement ? formOf(b) === root : contains(root, b));
        if (!groups.has(root))
          groups.set(root, { fields: [], selects: [], checks: [], buttons: buttons.filter(mine), pickers: pickers.filter(mine) });
        groups.get(root)[kind].push(el);
      }
    }
    const described = [...groups]
      .filter(([, p]) => p.fields.length)
      .map(([root, p]) => describeGroup(root, p))
      .slice(0, 20);
    const submits = new Set(
      described
        .flatMap((g) => [g.submit, g.sendCode])
        .filter((id) => id !== null)
        .map((id) => elements[id]),
    );
    return {
      groups: described,
      controls: controlsOf(candidates, submits),
      links: linksOf(anchors),
      unopened,
      chatty: CHAT.test(document.title.toLowerCase()),
    };
  };

  return { survey };
})();
