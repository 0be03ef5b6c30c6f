//# body-of-a-wrapper-that-also-gets
// flow: identifier > events.wrapped.example via xhr
// why: one function sends with GET and with POST; what it is given by the calls with POST does leave
class WrappedRequests {
  make(address, method, body) {
    const request = new XMLHttpRequest();
    request.open(method, address, true);
    request.send(body);
    return request;
  }
}
class WrappedClient {
  constructor(requests) {
    this.requests = requests;
  }
  settings() {
    return this.requests.make("https://settings.wrapped.example/file", "GET");
  }
  report(name) {
    return this.requests.make("https://events.wrapped.example/v1", "POST", JSON.stringify({ name, id: localStorage.getItem("wrapped-id") }));
  }
}
window.wrapped = new WrappedClient(new WrappedRequests());
window.wrapped.settings();
window.wrapped.report("start");

//# body-of-a-wrapper-that-only-gets
// no flow
// why: whichever of its two methods it is given, the browser drops what is handed to send()
function askFor(address, method, body) {
  const request = new XMLHttpRequest();
  request.open(method, address, true);
  request.send(body);
}
askFor("https://only-get.example/a", "GET", localStorage.getItem("get-id"));
askFor("https://only-get.example/b", "HEAD", localStorage.getItem("get-id"));

//# cookies-taken-apart-by-a-pattern
// flow: identifier > jar.example via fetch
// why: name and value of each cookie come out of one array pattern, and are kept under the name
function readJar() {
  const jar = {};
  document.cookie.split(";").forEach((pair) => {
    const [name, value] = pair.split("=");
    jar[name.trim()] = value;
  });
  return jar["visitor-id"];
}
fetch("https://jar.example/e", { method: "POST", body: JSON.stringify({ visitor: readJar() }) });

//# parts-of-a-fixed-text-taken-apart-by-a-pattern
// no flow
// why: the same with a text of the script's own; the cookies are only counted
function readNames() {
  const names = {};
  "size=large;colour=red".split(";").forEach((pair) => {
    const [name, value] = pair.split("=");
    names[name.trim()] = value;
  });
  return names["size"];
}
if (document.cookie.split(";").length < 50) {
  fetch("https://jar-of-names.example/e", { method: "POST", body: JSON.stringify({ size: readNames() }) });
}

//# default-host-gets-the-key-before-it
// flow: device > {}.otlp.keyed.example via fetch
// flow: device > second.other.example via fetch
// destination: https://{}.otlp.keyed.example/v1/traces
// destination: https://second.other.example/v1/traces
// why: settings are copied by name from a table of defaults; where the address is still the default one, it is known
const keyedDefaults = { endpoint: { value: "https://otlp.keyed.example/v1/traces" }, key: { value: "" } };
function keyedSettings(given, table) {
  const settings = {};
  for (const name of Object.keys(table)) {
    settings[name] = given[name] === undefined ? table[name].value : given[name];
  }
  return settings;
}
function startKeyed(given) {
  const settings = keyedSettings(given, keyedDefaults);
  if (settings.endpoint === keyedDefaults.endpoint.value) {
    if (settings.key.startsWith("00")) {
      settings.endpoint = "https://second.other.example/v1/traces";
    } else {
      settings.endpoint = settings.endpoint.replace("https://", `https://${settings.key}.`);
    }
  }
  fetch(settings.endpoint, { method: "POST", body: navigator.userAgent });
}
window.startKeyed = startKeyed;

//# default-host-is-replaced-before-it-is-read
// flow: device > ? via fetch
// why: where the address is the default one it is given another before it is read
const replacedDefault = { endpoint: "https://was-default.example/v1" };
function startReplaced(settings) {
  let endpoint = settings.endpoint;
  if (endpoint === replacedDefault.endpoint) {
    endpoint = settings.fallback;
    fetch(endpoint, { method: "POST", body: navigator.userAgent });
  }
}
window.startReplaced = startReplaced;

//# variant-of-a-host-with-the-same-domain
// flow: device > api.same.example via fetch
// why: a host of unknown beginning says no more than the whole one of its domain
function startVariant(region) {
  const host = region ? `${region}.api.same.example` : "api.same.example";
  fetch(`https://${host}/v1`, { method: "POST", body: navigator.userAgent });
}
window.startVariant = startVariant;

//# native-function-kept-on-the-window
// flow: identifier > kept.native.example via fetch
// why: a script that wraps fetch keeps the browser's own under a name of the window, bound to it, and calls that
const surroundings = typeof globalThis === "undefined" ? window : globalThis;
surroundings.__keptFetch = surroundings.fetch.bind(surroundings);
surroundings.fetch = (address, options) => surroundings.__keptFetch(address, options);
function askKept() {
  return surroundings.__keptFetch("https://kept.native.example/v1", { method: "POST", body: localStorage.getItem("kept-id") });
}
window.askKept = askKept;

//# own-function-under-the-name-of-a-kept-one
// no flow
// why: what is called is a method of an object of the script, which has the name that the window keeps fetch under
window.__keptElsewhere = window.fetch;
const ownKeeper = {
  __keptElsewhere(address, options) {
    return options.body.length;
  },
};
ownKeeper.__keptElsewhere("https://never.kept.example/v1", { body: localStorage.getItem("kept-id") });
