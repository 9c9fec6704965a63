import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Answer {
  status: number;
  // The demo reads answers as a front end does: by name.
  body: any;
  headers: Record<string, string>;
}

/** Drives the running application as its accounts, through the same door as everybody: demo data obeys the rules because it passes them. */
export class DemoClient {
  readonly #tokens = new Map<string, { token: string; until: number }>();
  #serial = 0;

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly password: string,
    private readonly now: () => Date,
  ) {}

  async get(account: string, path: string): Promise<Answer['body']> {
    return (await this.#call(account, 'GET', path)).body;
  }
  async post(account: string, path: string, body: object = {}): Promise<Answer['body']> {
    return (await this.#call(account, 'POST', path, body)).body;
  }
  /** Reads the current version first. */
  async patch(account: string, path: string, body: object): Promise<Answer['body']> {
    const { headers } = await this.#call(account, 'GET', path);
    return (await this.#call(account, 'PATCH', path, body, { 'if-match': headers['etag'] ?? '' })).body;
  }

  async #call(
    account: string,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.app.inject({
      method,
      url: `/api/v1${path}`,
      ...(body !== undefined && { payload: body }),
      headers: { authorization: `Bearer ${await this.#token(account)}`, 'idempotency-key': `demo-${++this.#serial}`, ...headers },
    });
    if (answer.statusCode >= 400)
      throw new Error(`Demo data: ${account} ${method} ${path} → ${answer.statusCode} ${answer.body.slice(0, 600)}`);
    return {
      status: answer.statusCode,
      body: answer.body ? JSON.parse(answer.body) : null,
      headers: answer.headers as Record<string, string>,
    };
  }

  async #token(account: string): Promise<string> {
    const now = this.now().getTime();
    const kept = this.#tokens.get(account);
    if (kept && kept.until > now) return kept.token;
    const answer = await this.app.inject({
      method: 'POST',
      url: '/api/v1/auth/login',
      payload: { username: account, password: this.password },
    });
    if (answer.statusCode !== 200) throw new Error(`Demo data: ${account} cannot sign in: ${answer.body}`);
    const { accessToken, expiresIn } = JSON.parse(answer.body) as { accessToken: string; expiresIn: number };
    this.#tokens.set(account, { token: accessToken, until: now + (expiresIn - 60) * 1000 });
    return accessToken;
  }
}
