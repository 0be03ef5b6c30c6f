//# calendar-of-date-format
// flow: device > cdf.bs14.example via fetch
const { calendar } = Intl.DateTimeFormat().resolvedOptions();
fetch('https://cdf.bs14.example/?c=' + calendar);

//# locale-that-was-given
// no flow
// why: the script names the language itself
const { locale } = new Intl.NumberFormat('en-US').resolvedOptions();
fetch('https://ltg.bs14.example/?l=' + locale);

//# label-of-a-microphone
// flow: device > lom.bs14.example via fetch
navigator.mediaDevices.getUserMedia({ audio: true }).then((s) => fetch('https://lom.bs14.example/?n=' + s.getAudioTracks()[0].label));

//# label-of-a-chart
// no flow
const chart4 = { label: 'Sales' };
fetch('https://loc.bs14.example/?n=' + chart4.label);

//# tag-that-has-the-focus
// no flow
fetch('https://tag.bs14.example/?t=' + (document.activeElement === document.body));

//# control-of-an-own-object
// no flow
const panel6 = { control: { value: 'dark' } };
fetch('https://own.bs14.example/?c=' + panel6.control.value);

//# file-of-an-archive
// no flow
// why: the archive is the script's own
const zip7 = { file(done) { done('readme'); } };
zip7.file((f) => fetch('https://zip.bs14.example/', { method: 'POST', body: f }));
