// A page just big enough to run the lab's scripts outside a browser. `given` says what the page and the device are like;
// what the script does about the network is collected in `sent`.

const sent = [];
const handlers = {};

function element(id) {
  return {
    addEventListener: (type, handler) => {
      handlers[`${id}:${type}`] = handler;
    },
    querySelector: (selector) => (selector in given.fields ? { value: given.fields[selector] } : null),
    append: () => {},
  };
}

globalThis.window = globalThis;
globalThis.document = {
  getElementById: (id) => (given.elements.includes(id) ? element(id) : null),
  createElement: () => ({}),
};
globalThis.navigator = given.navigator;
globalThis.screen = given.screen;
globalThis.Intl = { DateTimeFormat: () => ({ resolvedOptions: () => ({ timeZone: given.zone }) }) };
globalThis.crypto = { getRandomValues: (bytes) => bytes.map((_, i) => i * 7) };
globalThis.TextEncoder = class {
  encode(text) {
    return Uint8Array.from(unescape(encodeURIComponent(text)), (character) => character.charCodeAt(0));
  }
};
globalThis.fetch = async (url, options = {}) => {
  sent.push({ sink: 'fetch', url, body: options.body ?? null });
  return { ok: true, json: async () => given.answers[url.split('?')[0]] };
};
globalThis.XMLHttpRequest = class {
  open(method, url) {
    this.url = url;
  }
  setRequestHeader() {}
  send(body) {
    sent.push({ sink: 'xhr', url: this.url, body });
  }
};

/** Lets the page send `type` to the element `id`. */
globalThis.happen = (id, type) => {
  handlers[`${id}:${type}`]({ preventDefault() {}, currentTarget: element(id), target: element(id) });
};
globalThis.report = () => JSON.stringify(sent);
