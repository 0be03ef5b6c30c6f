// destination: https://desk.juniper-lock.example/embed/{}/frame
// destination: https://desk.juniper-lock.example/api/visitor
// destination: https://upload.juniper-lock.example/blob
// decoy: developer.juniper-lock.example
// support desk widget; API reference: https://developer.juniper-lock.example/widget
;(function (global) {
  var defaults = { account: '', language: (navigator.language || 'en').toLowerCase(), position: 'right' };
  var hosts = { api: 'desk', upload: 'upload', zone: 'juniper-lock.example' };

  function merge() {
    var out = {};
    for (var i = 0; i < arguments.length; i++) {
      var part = arguments[i] || {};
      for (var key in part) if (Object.prototype.hasOwnProperty.call(part, key)) out[key] = part[key];
    }
    return out;
  }

  function api(path) {
    return 'https://' + hosts.api + '.' + hosts.zone + path;
  }

  function Widget(options) {
    this.options = merge(defaults, options);
    this.visitor = null;
    this.open = false;
  }

  Widget.prototype.identify = function (person) {
    var widget = this;
    return fetch(api('/api/visitor'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Account': this.options.account },
      body: JSON.stringify({
        name: person.name,
        email: person.email,
        phone: person.phone,
        page: global.location.href,
        referrer: document.referrer
      })
    }).then(function (answer) { return answer.json(); }).then(function (visitor) {
      widget.visitor = visitor.id;
      return widget;
    });
  };

  Widget.prototype.show = function () {
    if (this.open) { return; }
    var frame = document.createElement('iframe');
    frame.src = api('/embed/' + this.options.account + '/frame') + '?lang=' + this.options.language;
    frame.className = 'desk-frame ' + this.options.position;
    frame.allow = 'microphone; camera';
    document.body.appendChild(frame);
    this.open = true;
  };

  Widget.prototype.attach = function (blob) {
    var request = new XMLHttpRequest();
    var target = ['https://', hosts.upload, '.', hosts.zone, '/blob'].join('');
    request.open('POST', target, true);
    request.upload.onprogress = function (event) {
      document.title = Math.round(100 * event.loaded / event.total) + ' %';
    };
    request.send(blob);
  };

  document.addEventListener('paste', function (event) {
    var items = (event.clipboardData || {}).items || [];
    for (var i = 0; i < items.length; i++) {
      if (items[i].kind === 'file') { global.Desk.current.attach(items[i].getAsFile()); }
    }
  });

  global.Desk = {
    current: null,
    boot: function (options) {
      this.current = new Widget(options);
      return this.current.identify(options.person || {}).then(function (widget) { widget.show(); });
    }
  };
})(this);
