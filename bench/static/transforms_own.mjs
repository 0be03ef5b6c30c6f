// Our own hiding places: whole programs behind a decoder and `eval`, and single strings behind expressions.

import { createRequire } from 'node:module';

const require = createRequire(process.cwd() + '/');

const base64 = text => Buffer.from(text, 'utf8').toString('base64');
const percent = text => [...Buffer.from(text, 'latin1')].map(b => '%' + b.toString(16).padStart(2, '0')).join('');
const codes = text => [...text].map(char => char.charCodeAt(0));
const reversed = text => [...text].reverse().join('');
const pieces = (text, size) => text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [''];
const xorHex = (text, key) =>
  codes(text).map((code, i) => (code ^ key.charCodeAt(i % key.length)).toString(16).padStart(2, '0')).join('');

/** The shape that the packer of Dean Edwards gave to the world: words by number in base 62. */
function packed(code) {
  const digit = n => (n < 62 ? '' : digit(Math.floor(n / 62))) + ((n %= 62) > 35 ? String.fromCharCode(n + 29) : n.toString(36));
  const counts = new Map();
  for (const [word] of code.matchAll(/\w+/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const numbers = new Map(words.map((word, n) => [word, digit(n)]));
  const body = code.replace(/\w+/g, word => numbers.get(word));
  const keys = words.map((word, n) => (word === digit(n) ? '' : word)).join('|');
  return (
    "eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):" +
    "c.toString(36))};if(!''.replace(/^/,String)){while(c--){d[e(c)]=k[c]||e(c)}k=[function(e){return d[e]}];" +
    "e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}" +
    `(${quoted(body)},62,${words.length},'${keys}'.split('|'),0,{}))`
  );
}

function quoted(text) {
  return "'" + text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n') + "'";
}

const XOR_DECODER =
  'function unwrap(h,k){for(var o="",i=0;i<h.length;i+=2)' +
  'o+=String.fromCharCode(parseInt(h.substr(i,2),16)^k.charCodeAt(i/2%k.length));return o}';

/** Whole programs: name -> source of a program that builds the program and runs it. */
const programs = {
  packed,
  'atob-eval': code => `eval(atob("${base64(code)}"));`,
  'charcode-function': code => `(function(){var a=[${codes(code)}];new Function(String.fromCharCode.apply(null,a))()})();`,
  'charcode-shift-eval': code =>
    `var q=[${codes(code).map(n => n + 7)}],r="";for(var i=0;i<q.length;i++){r+=String.fromCharCode(q[i]-7)}window["ev"+"al"](r);`,
  'xor-eval': code => `${XOR_DECODER}eval(unwrap("${xorHex(code, 'k3y')}","k3y"));`,
  'unescape-write': code => `document.write(unescape("${percent(`<script>${code}</script>`)}"));`,
  'uri-timeout': code => `setTimeout(decodeURIComponent("${percent(code)}"),0);`,
  'json-join-eval': code => `var parts=JSON.parse(${quoted(JSON.stringify(pieces(code, 9)))});(0,eval)(parts.join(""));`,
  'reverse-constructor': code =>
    `(function(){}).constructor(${JSON.stringify(reversed(code))}.split("").reverse().join(""))();`,
  'script-text': code =>
    `var t=document.createElement("script");t.textContent=atob("${base64(code)}");document.head.appendChild(t);`,
  'data-script': code =>
    `var t=document.createElement("script");t.src="data:text/javascript;base64,${base64(code)}";document.head.appendChild(t);`,
  'atob-atob-eval': code =>
    `var e=eval,d=atob;e(d("${base64(`eval(decodeURIComponent(escape(atob("${base64(code)}"))))`)}"));`,
};

/** Single strings: name -> [source before the program, expression for the n-th string, source made from all strings]. */
const strings = {
  'string-charcode': { expression: text => `String.fromCharCode(${codes(text)})` },
  'string-atob': { expression: text => `window.atob("${base64(text)}")` },
  'string-reverse': { expression: text => `"${escaped(reversed(text))}".split("").reverse().join("")` },
  'string-join': { expression: text => `${JSON.stringify(pieces(text, 3))}.join("")` },
  'string-replace': {
    expression: text => `"${escaped(pieces(text, 2).join('~!'))}".replace(/~!/g,"")`,
  },
  'string-xor': { before: () => XOR_DECODER, expression: text => `unwrap("${xorHex(text, 'z9')}","z9")` },
  'string-lookup': {
    before: all => "var book={};" +
      `atob("${base64(all.map(base64).join('.'))}").split(".").forEach(function(p,i){book["k"+i]=atob(p)});`,
    expression: (_, n) => `book["k${n}"]`,
  },
  'string-lookup-function': {
    before: all => `var tome=function(){var t="${reversed(base64(all.join('\0')))}".split("").reverse().join(""),s;` +
      'return function(n){return(s=s||atob(t).split("\\0"))[n-17]}}();',
    expression: (_, n) => `tome(${n + 17})`,
  },
};

const escaped = text => JSON.stringify(text).slice(1, -1);

/** Puts an expression in place of every string of at least three characters that stands where an expression may. */
function hideStrings(code, { before, expression }) {
  const places = literals(code);
  const all = places.map(place => place.value);
  let out = '';
  let at = 0;
  for (const [n, { start, end, value, prefix }] of places.entries()) {
    out += code.slice(at, start) + prefix + expression(value, n);
    at = end;
  }
  return (before ? before(all) + '\n' : '') + out + code.slice(at);
}

function literals(code) {
  const found = [];
  const visit = (node, parent, key) => {
    if (!node || typeof node.type !== 'string') return;
    const isKey = (key === 'key' && !parent.computed) || node.type === 'ImportDeclaration';
    if (node.type === 'Literal' && typeof node.value === 'string' && node.value.length > 2 && !isKey && !parent.directive) {
      const glued = /\w$/.test(code.slice(0, node.start)); // `return"x"`
      found.push({ start: node.start, end: node.end, value: node.value, prefix: glued ? ' ' : '' });
    }
    for (const [name, child] of Object.entries(node)) {
      if (Array.isArray(child)) child.forEach(each => visit(each, node, name));
      else if (child && typeof child === 'object') visit(child, node, name);
    }
  };
  visit(require('acorn').parse(code, { ecmaVersion: 'latest' }), {}, '');
  return found.sort((a, b) => a.start - b.start);
}

export const chains = {
  ...programs,
  ...Object.fromEntries(Object.entries(strings).map(([name, way]) => [name, code => hideStrings(code, way)])),
};
