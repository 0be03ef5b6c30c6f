//# interceptor-adds-parameter
// flow: device > iap.c11.example via xhr
import axios from 'axios';
const api1 = axios.create({ baseURL: 'https://iap.c11.example' });
api1.interceptors.request.use((cfg) => ({ ...cfg, params: { ...cfg.params, lang: navigator.language } }));
api1.get('/feed');

//# near-interceptor-of-another-client
// no flow
// why: the client that gets the id is never asked for anything
const quiet2 = axios.create({ baseURL: 'https://nqc.c11.example' });
const plain2 = axios.create({ baseURL: 'https://npc.c11.example' });
quiet2.interceptors.request.use((cfg) => { cfg.headers['X-Id'] = localStorage.getItem('uid'); return cfg; });
plain2.get('/feed');

//# interceptor-that-only-logs
// flow: email > itl.c11.example via xhr
axios.interceptors.request.use(function (config) { console.debug(config.url); return config; }, function (e) { return Promise.reject(e); });
axios.post('https://itl.c11.example/join', { mail: document.querySelector('input[type=email]').value });

//# near-response-interceptor
// no flow
// why: it changes answers, not requests
const api4 = axios.create({ baseURL: 'https://nri.c11.example' });
api4.interceptors.response.use((r) => { r.headers.mine = localStorage.getItem('uid'); return r; });
api4.get('/feed');
