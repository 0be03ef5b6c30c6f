/** What the device gives away, in the order that such carrier SDKs join it. */

/** The kind of connection as the browser names it, or an empty text where it does not say. */
export function getConnection() {
  const connection = navigator.connection;
  return connection ? connection.type || connection.effectiveType : '';
}

export function deviceTraits() {
  return [
    navigator.platform,
    navigator.userAgent,
    navigator.appVersion,
    navigator.cookieEnabled,
    navigator.cpuClass,
    navigator.hardwareConcurrency,
    navigator.language,
    navigator.plugins.length,
    screen.availWidth,
    screen.availHeight,
    screen.colorDepth,
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    getConnection(),
  ];
}
