// destination: https://{}.risk.teal-harbor.example/v1/report
// destination: https://fallback.teal-harbor.example/v1/report
// decoy: old.teal-harbor.example
// device risk client
const ZONES = { zh: 'hz', en: 'va', de: 'fra' };
const IGNORED = /^https:\/\/old\.teal-harbor\.example\//;

class DeviceProfile {
  constructor(win) {
    this.win = win;
    this.values = new Map();
  }

  read(name, reader) {
    try {
      this.values.set(name, reader(this.win));
    } catch (error) {
      this.values.set(name, 'error:' + error.name);
    }
    return this;
  }

  collect() {
    return this
      .read('agent', w => w.navigator.userAgent)
      .read('languages', w => w.navigator.languages.join(','))
      .read('memory', w => w.navigator.deviceMemory)
      .read('zone', w => w.Intl.DateTimeFormat().resolvedOptions().timeZone)
      .read('screen', w => [w.screen.width, w.screen.height, w.devicePixelRatio].join('x'))
      .read('glyphs', w => {
        const canvas = w.document.createElement('canvas');
        const context = canvas.getContext('2d');
        context.font = '16px serif';
        context.fillText('risk profile 0451', 4, 18);
        return canvas.toDataURL();
      });
  }

  toJSON() {
    const out = {};
    for (const [name, value] of this.values) out[name] = value;
    return out;
  }
}

class RiskClient {
  constructor(business) {
    this.business = business;
    this.attempts = 0;
  }

  region() {
    const tag = navigator.language.slice(0, 2);
    return ZONES[tag] || document.documentElement.dataset.region;
  }

  url() {
    if (this.attempts > 2) return 'https://fallback.teal-harbor.example/v1/report';
    return `https://${this.region()}.risk.teal-harbor.example/v1/report`;
  }

  async report(scene) {
    const profile = new DeviceProfile(window).collect();
    const body = JSON.stringify({ scene, business: this.business, profile });
    while (this.attempts < 4) {
      try {
        const answer = await fetch(this.url(), { method: 'POST', body, keepalive: true });
        const { score } = await answer.json();
        return score;
      } catch (error) {
        this.attempts += 1;
      }
    }
    return -1;
  }
}

if (!IGNORED.test(location.href)) {
  new RiskClient('web-signup').report('landing').then(score => {
    window.sessionStorage.setItem('risk-score', String(score));
  });
}
