// Watches what a chat page shows, in an isolated world: the page sees neither the observer nor what it keeps.
// `begin` notes the texts that stand there; from then on every other visible text is one string, and each change of it
// is kept as a difference with its time. Nothing is ever changed in the page but its scroll position, at the end.
globalThis.undertowConversation ??= (() => {
  "use strict";
  const { rootOf, adopt, handle, custom, visible, low, labelOf, textOf, outward } = globalThis.undertowDom;
  const SKIPPED = /^(script|style|noscript|template|textarea|input|select|option|button|svg|canvas|audio|video|iframe|object|progress|meter|title|head)$/;
  const INLINE = /^(a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|tt|u|var|wbr)$/;
  const ASIDE = "[role=button],[role=progressbar],[role=tooltip],[role=menu],[role=textbox],[contenteditable=''],[contenteditable=true],[contenteditable=plaintext-only]";
  const MOST_CHANGES = 20000, MOST_TEXT = 4 << 20, LONGEST = 1 << 20, SHORTEST_MS = 12, MOST_FRAME_MS = 1000;

  let baseline = new WeakMap(), last = "", changes = [], kept = 0, cut = false, watching = false;
  let observer = null, timer = 0, sampledAt = 0, cost = 0, unopened = 0;
  let roots = new WeakSet();

  const observe = (root) => {
    if (!observer || roots.has(root)) return;
    roots.add(root);
    const attributeFilter = ["class", "style", "hidden", "open", "aria-hidden"];
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter });
  };
  // All text that is not in the baseline, blocks on lines of their own.
  const read = (skipBaseline) => {
    const parts = [];
    let length = 0, broken = true;
    unopened = 0;
    const into = (node) => {
      if (length > LONGEST) return;
      if (node.nodeType === 3) {
        if (skipBaseline && baseline.get(node) === node.data) return;
        if (!node.data) return;
        if (!broken && !node.data.trim() && /\n/.test(node.data)) return;
        parts.push(node.data);
        length += node.data.length;
        broken = false;
        return;
      }
      if (node.nodeType !== 1 || SKIPPED.test(node.localName) || node.matches(ASIDE)) return;
      if (node.getAttribute("aria-hidden") === "true") return;
      if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && getComputedStyle(node).display !== "contents") return;
      const block = !INLINE.test(node.localName);
      if ((block || node.localName === "br") && !broken) parts.push("\n"), (broken = true);
      const root = rootOf(node);
      if (root) observe(root);
      else if (custom(node)) unopened++;
      const children = root ? root.childNodes : node.localName === "slot" && node.assignedNodes().length ? node.assignedNodes() : node.childNodes;
      for (const child of children) into(child);
      if (block && !broken) parts.push("\n"), (broken = true);
    };
    if (document.body) into(document.body);
    return parts.join("");
  };
  const sample = () => {
    clearTimeout(timer);
    timer = 0;
    const start = performance.now();
    const text = read(true);
    sampledAt = performance.now();
    cost = sampledAt - start;
    if (text === last) return;
    const most = Math.min(last.length, text.length);
    let front = 0, back = 0;
    while (front < most && last.charCodeAt(front) === text.charCodeAt(front)) front++;
    while (back < most - front && last.charCodeAt(last.length - 1 - back) === text.charCodeAt(text.length - 1 - back)) back++;
    const fresh = text.slice(front, text.length - back);
    if (changes.length >= MOST_CHANGES || kept + fresh.length > MOST_TEXT) {
      cut = true;
      return;
    }
    kept += fresh.length;
    // UTF-16 code units, as a string of this language counts
    changes.push({ at: performance.timeOrigin + start, kept: front, removed: last.length - front - back, text: fresh });
    last = text;
  };
  // What stands for less than a frame nobody sees; on heavy pages a look must not take more than a quarter of the time.
  const soon = () => {
    if (!watching || timer) return;
    const pause = Math.max(SHORTEST_MS, 3 * cost) - (performance.now() - sampledAt);
    if (pause <= 0) sample();
    else timer = setTimeout(sample, pause);
  };
  const note = (node) => {
    if (node.nodeType === 3) baseline.set(node, node.data);
    const root = node.nodeType === 1 && rootOf(node);
    if (root) observe(root), root.childNodes.forEach(note);
    node.childNodes.forEach(note);
  };
  const begin = () => {
    baseline = new WeakMap();
    observer?.disconnect();
    roots = new WeakSet();
    observer = new MutationObserver(soon);
    observe(document);
    if (document.body) note(document.body);
    last = "";
    changes = [];
    kept = 0;
    cut = false;
    watching = true;
    return true;
  };
  const take = () => {
    if (watching) sample();
    const found = changes;
    changes = [];
    return { changes: found, cut, unopened, length: last.length };
  };
  const end = () => {
    const found = take();
    watching = false;
    observer?.disconnect();
    observer = null;
    return found;
  };

  // ---- the box, where forms.js sees no chat -----------------------------------------------------------------------
  const WORDS = /messag|ask|chat|talk|prompt|question|reply|say|send|write|输入|提问|问|消息|聊|сообщ|спрос|вопрос|رسالة|اسأل|سؤال|nachricht|frag|mesaj|sor|ecri|écri|pregunt/;
  const SEND = /send|submit|ask|发送|提交|отправ|إرسال|senden|absenden|gönder|envoyer|enviar|invia|➤|➜|↑|⬆/;
  const NEW = /new (chat|conversation|thread|topic)|start over|clear (chat|conversation)|新(的)?(对话|聊天|会话)|новый (чат|диалог)|محادثة جديدة|دردشة جديدة|neuer? (chat|unterhaltung)|yeni (sohbet|konuşma)/;
  const all = function* (node) {
    for (const el of node.querySelectorAll("*")) {
      yield el;
      const inner = rootOf(el);
      if (inner) yield* all(inner);
    }
  };
  const box = () => {
    let best = null, most = -Infinity;
    for (const el of all(document)) {
      const field = el.localName === "textarea" || (el.localName === "input" && /^(text|search|)$/.test(el.type));
      const rich = el.isContentEditable && !el.parentElement?.isContentEditable;
      if (!(field || rich) || el.disabled || el.readOnly || !visible(el)) continue;
      const place = el.getBoundingClientRect();
      const said = low([labelOf(el), el.getAttribute("placeholder"), el.getAttribute("data-placeholder"), el.id].join(" "));
      const score = (field && el.localName === "input" ? 0 : 4) + (WORDS.test(said) ? 4 : 0) + place.top / innerHeight + place.width / innerWidth;
      if (score > most) [best, most] = [el, score];
    }
    return best ? handle(best) : null;
  };
  const near = (id) => globalThis.undertowDom.elements[id];
  // The button that sends: the nearest around the box that says so, or that submits its form.
  const sender = (id) => {
    const BUTTONS = "button,[role=button],input[type=submit],input[type=image]";
    for (let up = outward(near(id)), level = 0; up && level < 8; up = outward(up), level++) {
      const found = [...up.querySelectorAll(BUTTONS)].filter((b) => visible(b));
      const says = (b) => low([textOf(b), b.getAttribute("aria-label"), b.id, b.className?.baseVal ?? b.className, b.dataset?.testid].join(" "));
      const fits = found.find((b) => SEND.test(says(b))) || found.find((b) => b.type === "submit");
      if (fits) return handle(fits);
    }
    return null;
  };
  const fresh = () => {
    for (const el of all(document)) {
      if (!el.matches("button,a,[role=button]") || !visible(el)) continue;
      if (NEW.test(low(`${textOf(el)} ${el.getAttribute("aria-label") || ""}`))) return handle(el);
    }
    return null;
  };
  const whole = () => ({ text: read(false), unopened });

  // ---- lists that keep only what is in view -----------------------------------------------------------------------
  let scrollers = [];
  const scrolling = () => {
    scrollers = [document.scrollingElement, ...all(document)].filter(
      (el) => el && el.scrollHeight > el.clientHeight + 40 && (el === document.scrollingElement || /auto|scroll/.test(getComputedStyle(el).overflowY)),
    );
    const tallest = scrollers.sort((a, b) => b.scrollHeight - a.scrollHeight)[0];
    scrollers = tallest ? [tallest] : [];
    return tallest ? Math.min(60, Math.ceil(tallest.scrollHeight / (0.8 * tallest.clientHeight))) : 0;
  };
  // Pages hear of it in the next frame, and mostly draw before or in the one after; a page that is not drawn has none.
  const scrollTo = (step) => {
    for (const el of scrollers) el.scrollTop = step * 0.8 * el.clientHeight;
    const frames = new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))));
    return Promise.race([frames, new Promise((waited) => setTimeout(waited, MOST_FRAME_MS, false))]);
  };
  return { adopt, begin, take, end, box, sender, fresh, whole, scrolling, scrollTo };
})();
