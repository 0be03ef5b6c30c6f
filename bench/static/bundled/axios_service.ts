import axios, {AxiosInstance, AxiosRequestConfig, AxiosResponse} from 'axios';
abstract class HttpService { protected readonly http: AxiosInstance;
  constructor(baseURL: string){ this.http=axios.create({baseURL,timeout:10000}); this.http.interceptors.request.use(this.authorize); this.http.interceptors.response.use(r=>r,e=>{ if(e.response?.status===401) location.assign('/login'); return Promise.reject(e); }); }
  private authorize=(config: any)=>{ const t=sessionStorage.getItem('token'); if(t) config.headers.Authorization=`Bearer ${t}`; return config; };
  protected async post<T>(path: string, body?: unknown, config?: AxiosRequestConfig): Promise<T> { const {data}: AxiosResponse<T>=await this.http.post(path,body,config); return data; } }
class AuthService extends HttpService { constructor(){ super('https://app.example/api/v1'); } login(email: string,password: string){ return this.post<{token: string}>('/auth/login',{email,password}); } }
class StatsService extends HttpService { constructor(){ super('https://stats.example'); } seen(email: string){ return this.post('/e',{email}); } }
const auth=new AuthService(), stats=new StatsService();
document.querySelector<HTMLFormElement>('#login')!.addEventListener('submit',async e=>{ e.preventDefault(); const email=document.querySelector<HTMLInputElement>('#email')!.value, password=document.querySelector<HTMLInputElement>('#password')!.value;
  const {token}=await auth.login(email,password); sessionStorage.setItem('token',token); await stats.seen(email); });
