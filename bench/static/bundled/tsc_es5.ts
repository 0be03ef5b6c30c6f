// made by: tsc
import axios, {AxiosInstance} from 'axios';
class Api { protected http: AxiosInstance; constructor(base: string){ this.http=axios.create({baseURL:base}); }
  async send<T>(path: string, body: object): Promise<T> { const response=await this.http.post<T>(path,body); return response.data; } }
class Session extends Api { token: string|null=null; constructor(){ super('https://app.example'); }
  async login(email: string,password: string){ try { const {token}=await this.send<{token: string}>('/login',{email,password}); this.token=token; return true; } catch(e){ await new Api('https://stats.example').send('/e',{email,...{at:Date.now()}}); return false; } } }
const session=new Session();
(document.querySelector('#login') as HTMLFormElement).addEventListener('submit',async e=>{ e.preventDefault(); const [email,password]=['email','password'].map(id=>(document.getElementById(id) as HTMLInputElement).value); await session.login(email,password); });
