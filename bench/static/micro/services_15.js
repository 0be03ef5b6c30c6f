//# injected-http-client
// flow: username > ihc.sv15.example via fetch
// flow: password > ihc.sv15.example via fetch
// destination: https://ihc.sv15.example/auth/login
class HttpClient {
  constructor(baseURL, send = (...a) => fetch(...a)) { this.baseURL = baseURL; this.send = send; }
  post(path, json) {
    return this.send(new URL(path, this.baseURL), { method: 'POST', body: JSON.stringify(json) });
  }
}
class AuthService {
  constructor({ http }) { this.http = http; }
  login(credentials) { return this.http.post('/auth/login', credentials); }
}
const container = { http: new HttpClient('https://ihc.sv15.example') };
const auth = new AuthService(container);
document.querySelector('form#login').addEventListener('submit', (e) => {
  e.preventDefault();
  const $ = (s) => e.target.querySelector(s);
  auth.login({ username: $('input[name=username]').value, password: $('input[type=password]').value });
});

//# observable-debounced
// flow: search > obd.sv15.example via fetch
class Observable {
  constructor(subscribe) { this.subscribe = subscribe; }
  pipe(...ops) { return ops.reduce((o, op) => op(o), this); }
}
const fromEvent = (el, type) => new Observable((next) => el.addEventListener(type, next));
const map = (fn) => (o) => new Observable((next) => o.subscribe((v) => next(fn(v))));
const filter = (fn) => (o) => new Observable((next) => o.subscribe((v) => { if (fn(v)) next(v); }));
const debounce = (ms) => (o) => new Observable((next) => {
  let t;
  o.subscribe((v) => { clearTimeout(t); t = setTimeout(() => next(v), ms); });
});
fromEvent(document.querySelector('input[type=search]'), 'input')
  .pipe(map((e) => e.target.value), filter((q) => q.length > 2), debounce(250))
  .subscribe((q) => fetch('https://obd.sv15.example/suggest?q=' + encodeURIComponent(q)));

//# near-observable-mapped-to-constant
// no flow
// why: every value becomes the same one before it is sent
class Stream {
  constructor(start) { this.start = start; }
  map(fn) { return new Stream((next) => this.start((v) => next(fn(v)))); }
  mapTo(c) { return this.map(() => c); }
  each(fn) { this.start(fn); }
}
new Stream((next) => { document.querySelector('#email').onchange = (e) => next(e.target.value); })
  .map((v) => v.trim())
  .mapTo('changed')
  .each((v) => navigator.sendBeacon('https://nom.sv15.example/e', v));

//# saga-like-store
// flow: address > sls.sv15.example via fetch
const createStore = (reducer, effects) => {
  let state = reducer(undefined, { type: '@@init' });
  const dispatch = (action) => {
    state = reducer(state, action);
    effects.filter((f) => f.on === action.type).forEach((f) => f.run(state, dispatch));
    return action;
  };
  return { dispatch, getState: () => state };
};
const reducer = (state = { street: '', saved: false }, action) => {
  switch (action.type) {
    case 'street/changed': return { ...state, street: action.payload, saved: false };
    case 'street/saved': return { ...state, saved: true };
    default: return state;
  }
};
const store = createStore(reducer, [{
  on: 'street/changed',
  run: async (state, dispatch) => {
    await fetch('https://sls.sv15.example/addr', { method: 'PATCH', body: JSON.stringify(state) });
    dispatch({ type: 'street/saved' });
  },
}]);
document.querySelector('input[autocomplete=street-address]').addEventListener('change', (e) => {
  store.dispatch({ type: 'street/changed', payload: e.target.value });
});

//# near-store-other-slice
// no flow
// why: only the slice without the address is sent
let state = { address: { street: '' }, ui: { open: false } };
const subs = [];
const set = (part) => { state = { ...state, ...part }; subs.forEach((f) => f(state)); };
subs.push(({ ui }) => fetch('https://nss.sv15.example/ui', { method: 'POST', body: JSON.stringify(ui) }));
document.querySelector('input[autocomplete=street-address]').onchange = (e) => set({ address: { street: e.target.value } });
document.querySelector('#menu').onclick = () => set({ ui: { open: !state.ui.open } });

//# jquery-serialized-lead
// flow: email > jsl.sv15.example via xhr
(function ($) {
  $.fn.leadForm = function (options) {
    var settings = $.extend({ url: '/lead', method: 'POST' }, options);
    return this.each(function () {
      var $form = $(this);
      $form.on('submit', function (e) {
        e.preventDefault();
        $.ajax({ url: settings.url, type: settings.method, data: { mail: $form.find('input[name=email]').val() } });
      });
    });
  };
  $('#lead').leadForm({ url: 'https://jsl.sv15.example/lead' });
})(jQuery);

//# chat-widget-room
// flow: message > cwr.sv15.example via websocket
const rooms = new Map();
function room(id) {
  if (!rooms.has(id)) rooms.set(id, new WebSocket(`wss://cwr.sv15.example/rooms/${id}`));
  return rooms.get(id);
}
const say = (id, text) => room(id).send(JSON.stringify({ type: 'say', text }));
room('lobby');
document.querySelector('#chat').addEventListener('submit', (e) => {
  e.preventDefault();
  const box = e.currentTarget.querySelector('textarea[name=message]');
  say('lobby', box.value);
  box.value = '';
});

//# near-chat-cleared-first
// no flow
// why: the box is emptied before it is read
const socket = new WebSocket('wss://ncc.sv15.example/chat');
document.querySelector('#chat').addEventListener('submit', (e) => {
  e.preventDefault();
  const box = e.currentTarget.querySelector('textarea[name=message]');
  document.querySelector('#log').append(box.value);
  box.value = '';
  socket.send(JSON.stringify({ type: 'say', text: box.value }));
});

//# encrypted-upload
// flow: file > enu.sv15.example via xhr
async function seal(buffer, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, buffer);
  return new Blob([iv, data]);
}
document.querySelector('input[type=file]').addEventListener('change', async function () {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  for (const file of this.files) {
    const body = await seal(await file.arrayBuffer(), key);
    const xhr = new XMLHttpRequest();
    xhr.open('PUT', 'https://enu.sv15.example/blob');
    xhr.send(body);
  }
});

//# near-file-only-its-checked-size
// no flow
// why: the size decides on which fixed word is sent
document.querySelector('input[type=file]').addEventListener('change', function () {
  const big = [...this.files].some((f) => f.size > 5e6);
  fetch('https://nfo.sv15.example/stat', { method: 'POST', body: big ? 'too-big' : 'fine' });
});

//# near-proxy-writes-only
// flow: birthdate > self via fetch
// why: the foreign client is created with the same factory but never called with the date
const api = (base) => new Proxy({}, {
  get: (_, name) => (body) => fetch(`${base}/${String(name)}`, { method: 'POST', body: JSON.stringify(body) }),
});
const own = api('/api'), partner = api('https://npw.sv15.example');
document.querySelector('input[autocomplete=bday]').onchange = (e) => {
  own.birthday({ date: e.target.value });
  partner.touched({ field: 3 });
};

//# worker-does-the-sending
// flow: email > wds.sv15.example via fetch
const source = `
  self.onmessage = function (m) {
    fetch('https://wds.sv15.example/w', { method: 'POST', body: m.data.mail });
  };
`;
const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
document.querySelector('#email').addEventListener('blur', (e) => worker.postMessage({ mail: e.target.value }));

//# large-offline-outbox
// flow: phone > api.loo.sv15.example via fetch
// flow: name > api.loo.sv15.example via fetch
// guard: server-answer equals remote
const ROUTES = { contacts: '/contacts', ping: '/ping' };

class Emitter {
  constructor() { this.map = new Map(); }
  on(name, fn) {
    const list = this.map.get(name) ?? [];
    list.push(fn);
    this.map.set(name, list);
    return () => this.map.set(name, list.filter((f) => f !== fn));
  }
  emit(name, ...args) {
    (this.map.get(name) ?? []).forEach((fn) => fn(...args));
  }
}

class Config {
  static async load() {
    const answer = await fetch('/app-config.json');
    return new Config(await answer.json());
  }
  constructor(values) { this.values = values; }
  get storageMode() { return this.values.storageMode; }
}

class Outbox {
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
  }
  read() {
    return JSON.parse(this.storage.getItem(this.key) ?? '[]');
  }
  add(job) {
    this.storage.setItem(this.key, JSON.stringify([...this.read(), job]));
  }
  shift() {
    const [head, ...rest] = this.read();
    this.storage.setItem(this.key, JSON.stringify(rest));
    return head;
  }
}

class Sync {
  constructor(base, outbox, events) {
    this.base = base;
    this.outbox = outbox;
    events.on('job', (job) => {
      this.outbox.add(job);
      this.work();
    });
    addEventListener('online', () => this.work());
  }
  async work() {
    if (!navigator.onLine || this.busy) return;
    this.busy = true;
    try {
      let job;
      while ((job = this.outbox.shift())) {
        await fetch(this.base + ROUTES[job.route], { method: 'POST', body: JSON.stringify(job.payload) });
      }
    } finally {
      this.busy = false;
    }
  }
}

async function main() {
  const config = await Config.load();
  const events = new Emitter();
  if (config.storageMode !== 'remote') return;
  new Sync('https://api.loo.sv15.example/v1', new Outbox(localStorage, 'outbox'), events);
  document.querySelector('#contact').addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    events.emit('job', {
      route: 'contacts',
      payload: {
        phone: form.querySelector('input[type=tel]').value,
        name: form.querySelector('input[autocomplete=name]').value,
      },
    });
  });
}

main();

//# large-near-validation-library
// no flow
// why: values are read and tested; what is reported are names of rules and counts
var Validity = (function () {
  'use strict';
  var rules = {
    required: function (v) { return v !== ''; },
    email: function (v) { return /^[^@\s]+@[^@\s]+\.[a-z]+$/i.test(v); },
    min: function (v, n) { return v.length >= n; },
    luhn: function (v) {
      var sum = 0, even = false;
      for (var i = v.length - 1; i >= 0; i--) {
        var d = parseInt(v.charAt(i), 10);
        if (even) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
        sum += d;
        even = !even;
      }
      return sum % 10 === 0;
    }
  };

  function Field(selector, checks) {
    this.el = document.querySelector(selector);
    this.checks = checks;
  }
  Field.prototype.failed = function () {
    var value = this.el.value;
    return this.checks.filter(function (c) {
      return !rules[c.rule](value, c.arg);
    }).map(function (c) { return c.rule; });
  };
  Field.prototype.mark = function (bad) {
    this.el.setAttribute('aria-invalid', bad ? 'true' : 'false');
    this.el.title = bad ? 'Please check: ' + this.el.value : '';
  };

  function Form(selector, fields, options) {
    this.el = document.querySelector(selector);
    this.fields = fields;
    this.options = options;
    this.attempts = 0;
    var self = this;
    this.el.addEventListener('submit', function (e) {
      if (!self.check()) e.preventDefault();
    });
  }
  Form.prototype.check = function () {
    var summary = {};
    var ok = true;
    this.attempts++;
    for (var name in this.fields) {
      var failed = this.fields[name].failed();
      this.fields[name].mark(failed.length > 0);
      if (failed.length) {
        ok = false;
        summary[name] = failed;
      }
    }
    this.report(ok, summary);
    return ok;
  };
  Form.prototype.report = function (ok, summary) {
    var body = JSON.stringify({ ok: ok, tries: this.attempts, failed: summary });
    navigator.sendBeacon(this.options.stats, body);
  };
  return { Field: Field, Form: Form };
})();

new Validity.Form('#pay', {
  card: new Validity.Field('input[autocomplete=cc-number]', [{ rule: 'required' }, { rule: 'luhn' }]),
  mail: new Validity.Field('input[type=email]', [{ rule: 'email' }]),
  pass: new Validity.Field('input[type=password]', [{ rule: 'min', arg: 12 }])
}, { stats: 'https://lnv.sv15.example/forms' });
