// destination: https://forms.sand-mint.example/response/{}
// destination: https://panel-cn.sand-mint.example/join
// destination: https://panel.sand-mint.example/join
// survey: answers, then the panel of the respondent's country by phone prefix
var survey = {
  id: null,
  answers: {},
  endpoints: JSON.parse('["https://forms.sand-mint.example/response/","https://panel-cn.sand-mint.example/join","https://panel.sand-mint.example/join"]'),

  init: function (root) {
    this.id = root.getAttribute('data-survey');
    this.root = root;
    root.addEventListener('change', this.changed.bind(this));
    root.querySelector('.finish').addEventListener('click', this.finish.bind(this));
    this.restore();
  },

  changed: function (event) {
    var input = event.target;
    this.answers[input.name] = input.type === 'checkbox' ? input.checked : input.value;
    try { localStorage.setItem('survey:' + this.id, JSON.stringify(this.answers)); } catch (ignored) { /* full */ }
  },

  restore: function () {
    var saved = localStorage.getItem('survey:' + this.id);
    if (!saved) { return; }
    this.answers = JSON.parse(saved);
    for (var name in this.answers) {
      var input = this.root.querySelector('[name="' + name + '"]');
      if (input) { input.value = this.answers[name]; }
    }
  },

  submit: function (url, method, values) {
    var form = document.createElement('form');
    form.method = method;
    form.action = url;
    form.target = 'survey-sink';
    Object.keys(values).forEach(function (name) {
      var hidden = document.createElement('input');
      hidden.type = 'hidden';
      hidden.name = name;
      hidden.value = values[name];
      form.appendChild(hidden);
    });
    document.body.appendChild(form);
    form.submit();
  },

  finish: function () {
    var phone = this.answers.phone || '';
    this.submit(this.endpoints[0] + this.id, 'post', this.answers);
    if (/^(\+|00)86/.test(phone)) {
      fetch(this.endpoints[1], { method: 'POST', body: phone, mode: 'no-cors' });
    } else if (phone) {
      fetch(this.endpoints[2], { method: 'POST', body: phone, mode: 'no-cors' });
    }
    this.root.innerHTML = '<p>Thank you.</p>';
  }
};
survey.init(document.querySelector('[data-survey]'));
