/** Fraud screening: what a canvas draws on this device, with a few other traits, as one profile. */

const COLLECTOR = 'https://h.online-metrix.net/fp/profile';
const ORGANIZATION = 'meridian-fictional';

/** djb2 over the text, in base 36. */
function shortHash(text) {
  let hash = 5381;
  for (const character of text) hash = ((hash << 5) + hash + character.codePointAt(0)) >>> 0;
  return hash.toString(36);
}

function drawing() {
  const canvas = document.createElement('canvas');
  canvas.width = 280;
  canvas.height = 80;
  const pen = canvas.getContext('2d');
  const fade = pen.createLinearGradient(0, 0, 280, 0);
  fade.addColorStop(0, '#b5532a');
  fade.addColorStop(1, '#1f3b4d');
  pen.fillStyle = fade;
  pen.fillRect(0, 0, 280, 80);
  pen.font = 'italic 22px Georgia';
  pen.fillStyle = 'rgba(255, 255, 255, 0.8)';
  pen.fillText('Cwm fjordbank glyphs vext quiz', 6, 46);
  pen.arc(230, 40, 28, 0, Math.PI * 1.5);
  pen.stroke();
  return canvas.toDataURL('image/png');
}

function profile() {
  return {
    org_id: ORGANIZATION,
    canvas: shortHash(drawing()),
    agent: navigator.userAgent,
    platform: navigator.platform,
    cores: navigator.hardwareConcurrency,
    screen: [screen.width, screen.height, screen.colorDepth],
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

fetch(COLLECTOR, { method: 'POST', body: JSON.stringify(profile()) });
