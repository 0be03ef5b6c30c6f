// destination: https://auth.cmnet.birch-signal.example/sdk/v2/preget
// destination: https://auth.unitel.birch-signal.example/sdk/v2/preget
// destination: https://onetap.slate-bay.test/token/exchange
// decoy: docs.birch-signal.example
// one-tap login through the subscriber's carrier; see https://docs.birch-signal.example/onetap
(function (root) {
  'use strict';
  var CARRIERS = {
    '46000': { name: 'cmnet', weight: 3 },
    '46002': { name: 'cmnet', weight: 2 },
    '46001': { name: 'unitel', weight: 1 }
  };
  var SUFFIX = ['birch-signal', 'example'].join('.');
  var PATH = '/sdk/v2/preget';

  function authHost(carrier) {
    return 'https://auth.' + carrier + '.' + SUFFIX;
  }

  function endpointFor(code) {
    if (CARRIERS[code].name === 'unitel') {
      return authHost('unitel') + PATH;
    }
    return authHost('cmnet') + PATH;
  }

  function request(url, body, done) {
    var xhr = new XMLHttpRequest();
    xhr.open('POST', url, true);
    xhr.withCredentials = true;
    xhr.timeout = 4000;
    xhr.setRequestHeader('Content-Type', 'application/json;charset=UTF-8');
    xhr.onreadystatechange = function () {
      if (xhr.readyState !== 4) { return; }
      if (xhr.status === 200) { done(null, JSON.parse(xhr.responseText)); }
      else { done(new Error('carrier answered ' + xhr.status)); }
    };
    xhr.send(JSON.stringify(body));
  }

  function OneTap(options) {
    this.appId = options.appId;
    this.code = options.networkCode || '46000';
    this.listeners = [];
  }

  OneTap.prototype.onToken = function (listener) {
    this.listeners.push(listener);
    return this;
  };

  OneTap.prototype.start = function () {
    var self = this;
    var body = {
      appId: self.appId,
      network: navigator.connection ? navigator.connection.effectiveType : 'unknown',
      ua: navigator.userAgent,
      time: Date.now()
    };
    request(endpointFor(self.code), body, function (error, answer) {
      if (error) { return console.warn('one-tap unavailable', error.message); }
      request('https://onetap.slate-bay.test/token/exchange', {
        token: answer.accessToken,
        masked: answer.maskedNumber,
        appId: self.appId
      }, function (failed, session) {
        if (failed) { return; }
        self.listeners.forEach(function (listener) { listener(session.token); });
      });
    });
  };

  root.OneTap = OneTap;
  var button = document.getElementById('one-tap-login');
  if (button) {
    button.addEventListener('click', function () {
      new OneTap({ appId: button.getAttribute('data-app') }).onToken(function (token) {
        document.cookie = 'sid=' + token + ';path=/;secure';
        location.reload();
      }).start();
    });
  }
})(window);
