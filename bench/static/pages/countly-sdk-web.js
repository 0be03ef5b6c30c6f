const Countly = library.default ?? library;
Countly.init({ app_key: "0123456789abcdef", url: "https://countly.test", interval: 200 });
Countly.track_sessions();
Countly.track_pageview();
Countly.track_clicks();
Countly.track_scrolls();
Countly.track_forms?.();
Countly.track_errors();
