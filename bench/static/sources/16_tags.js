// destination: https://tags.umber-field.example/c/{}.js
// destination: https://sync.umber-field.example/match?id={}
// destination: https://partner.flint-cove.test/t.js
// decoy: legacy.umber-field.example
// tag loader: appends scripts and a sync frame, one partner kept in base64
var TagLoader = {
  base: atob('aHR0cHM6Ly90YWdzLnVtYmVyLWZpZWxkLmV4YW1wbGU='),
  seen: {},

  container: function () {
    var current = document.currentScript;
    return (current && current.dataset.container) || window.TAG_CONTAINER;
  },

  script: function (src, attributes) {
    if (this.seen[src]) { return; }
    this.seen[src] = true;
    var element = document.createElement('script');
    element.async = true;
    element.src = src;
    for (var name in attributes) {
      if (attributes.hasOwnProperty(name)) { element.setAttribute(name, attributes[name]); }
    }
    var first = document.getElementsByTagName('script')[0];
    first.parentNode.insertBefore(element, first);
  },

  frame: function (src) {
    var element = document.createElement('iframe');
    element.setAttribute('src', src);
    element.setAttribute('aria-hidden', 'true');
    element.style.cssText = 'width:0;height:0;border:0;position:absolute';
    (document.body || document.documentElement).appendChild(element);
  },

  visitor: function () {
    var match = /(?:^|; )_uid=([^;]+)/.exec(document.cookie);
    if (match) { return match[1]; }
    var id = Date.now().toString(36) + '-' + Math.floor(Math.random() * 1e9).toString(36);
    document.cookie = '_uid=' + id + ';max-age=31536000;path=/';
    return id;
  },

  strip: function (url) {
    return url.replace(/https:\/\/legacy\.umber-field\.example/, '');
  },

  start: function () {
    this.script(this.base + '/c/' + this.container() + '.js', { 'data-role': 'container' });
    this.frame('https://sync.umber-field.example/match?id=' + this.visitor());
    if (this.strip(location.search).indexOf('utm_source') > 0) {
      this.script('//partner.flint-cove.test/t.js', { crossorigin: 'anonymous' });
    }
  }
};

if (document.readyState === 'loading') {
  document.addEventListener('DOMContentLoaded', function () { TagLoader.start(); });
} else {
  TagLoader.start();
}
