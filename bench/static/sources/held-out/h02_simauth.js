// destination: https://number.ivory-relay.example/h5/getphone
// destination: https://sdk-log.ivory-relay.example/h5/log
// destination: https://{}.gateway.ivory-relay.example/h5/sign
// number verification through the mobile network, old style prototype code
function NumberAuth() {
  this.version = '5.2.1';
  this.traceId = this.uuid();
}
NumberAuth.HOST = 'ivory-relay.example';
NumberAuth.prototype = {
  constructor: NumberAuth,

  uuid: function () {
    return 'xxxxxxxx-xxxx-4xxx'.replace(/x/g, function () {
      return (Math.random() * 16 | 0).toString(16);
    });
  },

  operator: function () {
    var kind = navigator.connection && navigator.connection.type;
    if (kind !== 'cellular') { return ''; }
    return document.querySelector('meta[name=operator]').getAttribute('content');
  },

  jsonp: function (url, params, callback) {
    var name = 'na_' + this.uuid().replace(/-/g, '');
    var query = [];
    for (var key in params) {
      query.push(key + '=' + encodeURIComponent(params[key]));
    }
    query.push('callback=' + name);
    var script = document.createElement('script');
    window[name] = function (data) {
      delete window[name];
      document.head.removeChild(script);
      callback(data);
    };
    script.src = url + '?' + query.join('&');
    document.head.appendChild(script);
  },

  log: function (step, detail) {
    new Image().src = 'https://sdk-log.' + NumberAuth.HOST + '/h5/log?s=' + step + '&t=' + this.traceId + '&d=' + encodeURIComponent(detail || '');
  },

  sign: function (operator, next) {
    var self = this;
    var gateway = 'https://' + operator + '.gateway.' + NumberAuth.HOST;
    this.jsonp(gateway + '/h5/sign', { trace: this.traceId, v: this.version }, function (answer) {
      self.log('sign', answer.code);
      if (answer.code === '0') { next(answer.sign); }
    });
  },

  getPhone: function (success, failure) {
    var self = this;
    var operator = this.operator();
    if (!operator) { this.log('skip', 'no cellular network'); failure('no-network'); return; }
    this.sign(operator, function (sign) {
      var xhr = new XMLHttpRequest();
      xhr.open('POST', 'https://number.' + NumberAuth.HOST + '/h5/getphone');
      xhr.setRequestHeader('Content-Type', 'application/json');
      xhr.onload = function () {
        var data = JSON.parse(xhr.responseText);
        self.log('phone', data.code);
        if (data.code === '103000') { success(data.phone); } else { failure(data.message); }
      };
      xhr.onerror = function () { failure('network-error'); };
      xhr.send(JSON.stringify({ sign: sign, trace: self.traceId, ua: navigator.userAgent }));
    });
  }
};

var phoneField = document.getElementById('mobile');
new NumberAuth().getPhone(function (phone) {
  phoneField.value = phone;
  phoneField.readOnly = true;
}, function (reason) {
  phoneField.placeholder = reason === 'no-network' ? 'enter your number' : 'try again later';
});
