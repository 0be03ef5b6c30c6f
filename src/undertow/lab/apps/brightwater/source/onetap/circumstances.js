/** Who is offered one-tap sign-in: numbers of mainland China, on devices that say they are used there. */

const ZONES = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'Asia/Harbin'];

export function isMainlandNumber(number) {
  return number.startsWith('+86');
}

export function inMainland() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return ZONES.includes(zone);
}

export function readsChinese() {
  return navigator.language.toLowerCase().startsWith('zh');
}
