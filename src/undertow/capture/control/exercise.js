// Calls every watched API once, in the document or worker that loads this, and tells the server which exist here.
// In the page it does so again when all has loaded, under another address, so that reports tell the two apart.
(async () => {
  "use strict";
  const ORIGIN = "$page",
    exercises = $exercises, // [[name, path, context, statement]]
    longest = 2500; // milliseconds for what is promised; the calls themselves are made at once
  const exists = (path) => {
    let holder = self;
    const names = path.slice(0, -1),
      last = path[path.length - 1];
    for (const name of names)
      holder = holder?.[name === "Navigator" && self.WorkerNavigator ? "WorkerNavigator" : name];
    return holder !== undefined && holder !== null && last in Object(holder);
  };
  const once = (make) => {
    let made;
    return (key) => (made ??= make(key));
  };
  const contexts = {}; // making one is slow without a graphics card
  const helpers = {
    ORIGIN,
    WEBGL: (name) => (contexts[name] ??= new OffscreenCanvas(1, 1).getContext(name)),
    CANVAS: once(() => document.createElement("canvas").getContext("2d")),
    AUDIO: once(() => new OfflineAudioContext(1, 1, 44100)),
    PEER: once(() => new RTCPeerConnection()),
    DB: once(
      () =>
        new Promise((done) => {
          const request = indexedDB.open("undertow-exercise");
          request.onupgradeneeded = () => request.result.createObjectStore("a");
          request.onsuccess = () => done(request.result);
        }),
    ),
    ILLEGAL: (f) => Reflect.apply(f, {}, []),
    GETTER: (holder, name) => Reflect.apply(Object.getOwnPropertyDescriptor(holder, name).get, {}, []),
    SETTER: (holder, name) => Reflect.apply(Object.getOwnPropertyDescriptor(holder, name).set, {}, ["a"]),
  };
  const names = Object.keys(helpers),
    values = Object.values(helpers);
  const AsyncFunction = (async () => {}).constructor;
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const exercise = async (context) => {
    const made = [],
      running = [];
    for (const [name, path, where, statement] of exercises) {
      if ((context === "worker" && where === "page") || !exists(path)) continue;
      made.push(name);
      running.push(new AsyncFunction(...names, statement)(...values)); // what throws was called all the same
    }
    await Promise.race([Promise.allSettled(running), pause(longest)]);
    await fetch("$other/c/exercised-" + context, { method: "POST", body: JSON.stringify(made) });
  };
  await exercise(self.window ? (self === self.top ? "page" : "frame") : "worker");
  if (self.window !== self.top) return;
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done));
  history.replaceState(null, "", "/later");
  await exercise("later");
})();
