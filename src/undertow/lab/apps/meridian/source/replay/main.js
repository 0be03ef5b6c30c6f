/**
 * Session recording: pointer paths, clicks, scrolling and changes of the page go out in batches. Form fields are
 * masked: neither their values nor keys are recorded.
 */

const COLLECTOR = 'https://rs.fullstory.com/rec/bundle';
const ORGANIZATION = 'MERIDIAN-FICTIONAL';
const INTERVAL_MS = 700;
const LONGEST_BATCH = 60;

class Recorder {
  constructor() {
    this.started = performance.now();
    this.sequence = 0;
    this.events = [];
  }

  start() {
    document.addEventListener('mousemove', (event) => this.add('move', { x: event.clientX, y: event.clientY }));
    document.addEventListener('click', (event) => this.addClick(event));
    document.addEventListener('scroll', () => this.add('scroll', { x: window.scrollX, y: window.scrollY }));
    const watcher = new MutationObserver((changes) => this.addChanges(changes));
    watcher.observe(document.body, { childList: true, subtree: true });
    setInterval(() => this.flush(), INTERVAL_MS);
    addEventListener('pagehide', () => this.flush());
  }

  add(kind, detail) {
    this.events.push({ kind, at: Math.round(performance.now() - this.started), ...detail });
    if (this.events.length >= LONGEST_BATCH) this.flush();
  }

  addClick(event) {
    this.add('click', { x: event.clientX, y: event.clientY, target: event.target.tagName });
  }

  addChanges(changes) {
    for (const change of changes) {
      this.add('change', { target: change.target.nodeName, added: change.addedNodes.length });
    }
  }

  flush() {
    if (this.events.length === 0) return;
    const body = JSON.stringify({ org: ORGANIZATION, seq: this.sequence++, events: this.events });
    this.events = [];
    fetch(COLLECTOR, { method: 'POST', body, keepalive: true });
  }
}

new Recorder().start();
