// Finds what a person can fill in, runs in an isolated world of every frame: the page sees neither it nor its handles.
// The last expression installs `undertowForms` once per document; journey.py calls its functions and gets plain JSON.
globalThis.undertowForms ??= (() => {
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

  // ---- words: English, German, French, Spanish, Chinese -----------------------------------------------------------
  const KINDS = [
    // first match wins
    ["card", /card.?(number|no)|\bcc-|cvv|cvc|\biban\b|kartennummer|num.ro de carte|n.mero de tarjeta|银行卡|卡号/],
    [
      "otp",
      /\botp\b|one.?time|(verif|auth|sms|security|confirmation|login|pass).{0,8}code|^code$|\bcode\b.*\b(digit|sms)|best.tigungscode|code de v.rif|c.digo|验证码|驗證碼|校验码/,
    ],
    ["password", /passw|\bpwd\b|kennwort|mot de passe|contrase|密码|密碼/],
    ["email", /e-?mail|courriel|correo|邮箱|郵箱|电子邮件/],
    [
      "phone",
      /phone|mobile|\btel\b|\bcell|msisdn|telefon|handy|rufnummer|t.l.phone|portable|tel.fono|m.vil|手机|手機|电话|電話/,
    ],
    ["birthdate", /birth|\bbday\b|\bdob\b|geburt|naissance|nacimiento|生日|出生/],
    ["postal-code", /postal|post.?code|\bzip\b|\bplz\b|postleitzahl|邮编|郵遞/],
    ["address", /address|street|stra(ss|ß)e|adresse|direcci|calle|地址/],
    ["username", /user.?(name|id)|\blogin\b|\baccount\b|benutzer|identifiant|utilisateur|usuario|用户名|账号|帳號/],
    ["search", /search|such(e|en)\b|recherche|buscar|搜索|搜尋/],
    [
      "name",
      /(first|last|full|given|family|sur|your|display|nick).?name|^name$|vorname|nachname|pr.nom|\bnom\b|nombre|apellido|姓名|昵称/,
    ],
    ["message", /message|\bprompt\b|\bask\b|comment|question|nachricht|frage|mensaje|pregunta|消息|提问|输入|留言/],
  ];
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
  const SIGN_UP =
    /sign.?up|regist|create.{0,12}account|\bjoin\b|konto (erstellen|anlegen)|inscri|cr.er un compte|crear.{0,8}cuenta|reg.strate|注册|註冊/;
  const LOG_IN = /sign.?in|log.?in|log.?on|anmelde|einlogg|connexion|se connecter|iniciar sesi|acceder|登录|登錄|登入/;
  const NEWSLETTER = /newsletter|subscribe|mailing|updates|letters?\b|abonnier|s.abonner|suscr|订阅/;
  const CHAT = /\bchat\b|\bassistant\b|聊天|助手|对话|對話|提问/;
  const PRIVACY = /privacy|datenschutz|confidentialit|vie priv|privacidad|隐私|隱私/;
  const REVEAL =
    /phone|mobile|\bsms\b|e-?mail|password|telefon|handy|kennwort|t.l.phone|mot de passe|tel.fono|correo|手机|邮箱|密码|短信|验证码/;
  const SOCIAL =
    /google|apple|facebook|microsoft|github|twitter|linkedin|wechat|微信|\bqq\b|alipay|支付宝|\bsso\b|passkey|fingerprint/;
  const LEAVE_ALONE =
    /delete|remove|\bpay\b|\bbuy\b|checkout|purchase|place order|donate|cancel|log.?out|sign.?out|reset|l.sch|bezahl|kauf|bestell|payer|acheter|supprimer|pagar|comprar|eliminar|购买|支付|删除|退出/;
  const SEND_CODE =
    /(send|get|request|receive).{0,12}code|code.{0,8}(senden|anfordern)|(envoyer|recevoir).{0,10}code|(enviar|obtener).{0,10}c.digo|(获取|发送|取得).{0,6}验证码/;
  const GO =
    /continue|next|submit|send|go\b|weiter|senden|absenden|continuer|envoyer|valider|continuar|enviar|下一步|提交|发送|确定/;
  const TERMS =
    /terms|agree|accept|privacy|policy|bedingungen|zustimm|akzeptier|datenschutz|conditions|j.accepte|acepto|t.rminos|同意|协议|隐私/;
  const CONSENT = /cookie|consent|einwilligung|t.moins|隐私设置/;

  // ---- looking ----------------------------------------------------------------------------------------------------
  const walk = function* (root) {
    // open shadow roots included
    for (const el of root.querySelectorAll("*")) {
      yield el;
      if (el.shadowRoot) yield* walk(el.shadowRoot);
    }
  };
  const visible = (el) => {
    if (
      !el.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ||
      el.closest("[aria-hidden=true],[inert]")
    )
      return false;
    const box = el.getBoundingClientRect(); // tiny or far off: a trap for robots, which no person fills in
    return box.width > 3 && box.height > 3 && box.right + scrollX > 0 && box.bottom + scrollY > 0;
  };
  // A custom element that shows something and lets nobody look inside: its shadow root is closed.
  const keepsToItself = (el) =>
    el.localName.includes("-") &&
    el.matches(":defined") &&
    !el.shadowRoot &&
    !el.childElementCount &&
    !el.textContent.trim() &&
    el.offsetWidth > 40 &&
    el.offsetHeight > 12 &&
    visible(el);
  const byIds = (el, attribute) => {
    const ids = (el.getAttribute(attribute) || "").split(/\s+/).filter(Boolean);
    return ids.map((id) => el.getRootNode().getElementById?.(id)?.textContent || "").join(" ");
  };
  const labelOf = (el) =>
    clip(
      el.getAttribute("aria-label") ||
        byIds(el, "aria-labelledby") ||
        [...(el.labels || [])].map((l) => l.textContent).join(" ") ||
        el.placeholder ||
        el.dataset?.placeholder ||
        el.getAttribute("title") ||
        el.name ||
        el.id,
    );
  const textOf = (el) => clip(el.getAttribute("aria-label") || el.innerText || el.value || el.getAttribute("title"));
  const selectorOf = (el) => {
    const tag = el.localName;
    if (el.id) return clip(`${tag}#${CSS.escape(el.id)}`, 120);
    for (const key of ["name", "autocomplete", "type", "placeholder"]) {
      const value = el.getAttribute(key);
      if (value) return clip(`${tag}[${key}=${JSON.stringify(value)}]`, 120);
    }
    return tag;
  };
  const words = (el) =>
    [labelOf(el), el.placeholder, el.name, el.id, el.getAttribute("aria-label")]
      .filter(Boolean)
      .join(" ")
      .toLowerCase()
      .replace(/[_-]+/g, " ")
      .replace("e mail", "e-mail");
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
    if (type === "tel" && !KINDS[1][1].test(words(el)) && !KINDS[0][1].test(words(el))) return "phone";
    const text = words(el);
    const kind = KINDS.find(([, pattern]) => pattern.test(text) || text.split(" ").some((w) => pattern.test(w)));
    if (kind) return kind[0];
    return el.localName === "textarea" || el.isContentEditable ? "message" : "input";
  };
  const TYPED = new Set(["text", "email", "password", "tel", "search", "textarea", "date", "number", ""]);
  const isField = (el) => {
    if (el.localName === "input") return TYPED.has(el.type) && !el.disabled && !el.readOnly;
    if (el.localName === "textarea") return !el.disabled && !el.readOnly;
    return el.isContentEditable && !el.parentElement?.isContentEditable;
  };
  const isButton = (el) => el.matches("button,input[type=submit],input[type=button],input[type=image],[role=button]");
  const outward = (el) => el.parentElement || el.getRootNode().host || null;
  // Inputs without a form belong together when the nearest ancestor with a button is the same.
  const groupRoot = (el, buttons) => {
    if (el.form) return el.form;
    for (let up = outward(el); up; up = outward(up)) {
      if (buttons.some((b) => !b.form && (up.contains(b) || up.shadowRoot?.contains(b)))) return up;
    }
    return el.getRootNode().body || el.getRootNode();
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
  const submitOf = (buttons) => {
    const safe = buttons.filter((b) => {
      const t = textOf(b).toLowerCase();
      return !LEAVE_ALONE.test(t) && !SOCIAL.test(t) && !SEND_CODE.test(t) && !b.disabled;
    });
    const scored = safe.map((b) => {
      const t = textOf(b).toLowerCase();
      return [
        (b.type === "submit" ? 4 : 0) + (LOG_IN.test(t) || SIGN_UP.test(t) || NEWSLETTER.test(t) || GO.test(t) ? 2 : 0),
        b,
      ];
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
    const { fields, selects, checks, buttons } = parts;
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
    const prefix = selects.find(isPrefixSelect);
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
      checks: checks.filter((c) => !c.checked && (c.required || TERMS.test(labelOf(c).toLowerCase()))).map(handle),
      submit: submit ? handle(submit) : null,
      submitText,
      sendCode: code ? handle(code) : null,
      blocked: !submit && buttons.some((b) => LEAVE_ALONE.test(textOf(b).toLowerCase())),
    };
  };
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
        low = text.toLowerCase();
      if (!text || low.length > 60 || SOCIAL.test(low) || LEAVE_ALONE.test(low)) continue;
      const tab = el.matches("[role=tab]");
      const panel = tab && el.getRootNode().getElementById?.(el.getAttribute("aria-controls") || "");
      const goes = el.localName === "a" && !/^(#|javascript:|$)/.test(el.getAttribute("href") || "");
      const known = REVEAL.test(low) || LOG_IN.test(low) || SIGN_UP.test(low);
      if (tab ? known || panel?.querySelector("input,textarea") : known && !goes && el.type !== "submit")
        found.push({ id: handle(el), text, tab });
    }
    return found.sort((a, b) => b.tab - a.tab).slice(0, 12);
  };
  const survey = () => {
    const groups = new Map(),
      anchors = [],
      candidates = [],
      buttons = [],
      closed = [],
      parts = { fields: [], selects: [], checks: [] };
    let consent = false;
    for (const el of walk(document)) {
      if (el.localName === "a") {
        if (el.href) anchors.push(el);
        if (el.matches("[role=tab],[role=button],[href^='#'],[href^=javascript]") && visible(el)) candidates.push(el);
        continue;
      }
      if (closed.length < 5 && keepsToItself(el)) closed.push(selectorOf(el));
      const button = isButton(el),
        field = isField(el);
      const check = el.localName === "input" && el.type === "checkbox";
      const tab = el.matches("[role=tab]");
      if (!(button || field || check || tab || el.localName === "select")) continue;
      // a styled checkbox is often an invisible input behind a visible label
      if (!visible(el) && !(check && [...(el.labels || [])].some(visible))) continue;
      if (button || tab) candidates.push(el);
      if (button && !tab) buttons.push(el);
      else if (check) parts.checks.push(el);
      else if (el.localName === "select") parts.selects.push(el);
      else if (field) parts.fields.push(el);
      consent ||=
        button &&
        CONSENT.test(
          (
            el.closest("[role=dialog],dialog,[class*=cookie i],[id*=cookie i],[class*=consent i],[id*=consent i]")
              ?.textContent || ""
          ).toLowerCase(),
        );
    }
    for (const [kind, list] of Object.entries(parts)) {
      for (const el of list) {
        const root = groupRoot(el, buttons);
        if (!groups.has(root))
          groups.set(root, {
            fields: [],
            selects: [],
            checks: [],
            buttons: buttons.filter((b) =>
              b.form ? b.form === root : root.contains(b) || root.shadowRoot?.contains(b),
            ),
          });
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
      consent,
      closed,
      chatty: CHAT.test(document.title.toLowerCase()),
    };
  };

  // ---- touching ---------------------------------------------------------------------------------------------------
  const fire = (el, ...types) =>
    types.forEach((type) => el.dispatchEvent(new Event(type, { bubbles: true, composed: true })));
  const deepest = (x, y) => {
    let el = document.elementFromPoint(x, y);
    while (el?.shadowRoot) {
      const inner = el.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === el) break;
      el = inner;
    }
    return el;
  };
  const contains = (el, hit) => {
    for (let up = hit; up; up = outward(up)) if (up === el) return true;
    return false;
  };
  return {
    survey,
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
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
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
      if (el.isContentEditable) el.textContent = value;
      else el.value = value;
      fire(el, "input", "change");
    },
    press(id) {
      const el = elements[id];
      if (!el?.isConnected) return false;
      el.click();
      return true;
    },
    tick(id) {
      const el = elements[id];
      if (el && !el.checked) el.click();
      return !!el?.checked;
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
    choosePrefix(id, prefix, country) {
      const el = elements[id],
        digits = prefix.slice(1),
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
    shown: (id) => {
      const el = elements[id];
      return !!el?.isConnected && visible(el);
    },
  };
})();
