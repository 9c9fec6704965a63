import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { context } from '../../../kernel/context.js';
import { Database } from '../../../kernel/database/database.js';
import { newId } from '../../../kernel/ids.js';
import { ACCESS_TOKEN_SECONDS, AccessTokens } from '../../../kernel/security/access-token.js';
import { Passwords } from '../../../kernel/security/passwords.js';
import { permissions } from '../../../kernel/security/permissions.js';
import { Clock, plus } from '../../../kernel/time/clock.js';
import { RefreshTokenInvalid, SignInBlocked, SignInFailed, SignInFailureLimit } from '../identity.contract.js';
import { SettingService } from '../settings/setting.service.js';
import { AccountDirectory } from './account-directory.js';
import type { MeView, SignInView, TokenRequest, TokenView } from './sign-in.dto.js';

const WINDOW_MINUTES = 15;
const REFRESH_DAYS = 14;
/** Verified when the account is unknown, so that the answer takes as long. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$2mLpX7rE8dQ6cYk1fWwH9uTz0oVbN3sJgA5iRxPqKeM';

interface Account {
  id: string;
  hash: string;
  active: boolean;
}

@Injectable()
export class SignInService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly tokens: AccessTokens,
    private readonly settings: SettingService,
    private readonly directory: AccountDirectory,
  ) {}

  async login(username: string, password: string): Promise<SignInView> {
    const [account] = await this.db.sql<Account>('SELECT id, password_hash AS hash, active FROM identity.employee WHERE username = $1', [
      username,
    ]);
    await this.#prove(`employee:${username}`, account, password);
    return this.db.transaction(() => this.#issue((account as Account).id, newId()));
  }

  /** OAuth 2 client credentials for service accounts. */
  async token(body: TokenRequest): Promise<TokenView> {
    const [account] = await this.db.sql<Account>(
      'SELECT id, secret_hash AS hash, active FROM identity.service_account WHERE client_id = $1',
      [body.client_id],
    );
    await this.#prove(`client:${body.client_id}`, account, body.client_secret);
    return { access_token: this.tokens.issue((account as Account).id), token_type: 'Bearer', expires_in: ACCESS_TOKEN_SECONDS };
  }

  /** Each refresh token is used once; using it again means it was stolen, and the whole family ends. */
  async refresh(refreshToken: string): Promise<SignInView> {
    const now = this.clock.now();
    const outcome = await this.db.transaction(async () => {
      const [row] = await this.db.sql<{
        family_id: string;
        account_id: string;
        expires_at: Date;
        used_at: Date | null;
        revoked_at: Date | null;
      }>('SELECT family_id, account_id, expires_at, used_at, revoked_at FROM identity.refresh_token WHERE token_hash = $1 FOR UPDATE', [
        hashOf(refreshToken),
      ]);
      if (!row || row.revoked_at || row.expires_at <= now) return null;
      if (row.used_at || !(await this.directory.principalOf(row.account_id))) {
        await this.#revoke(row.family_id);
        return null;
      }
      await this.db.sql('UPDATE identity.refresh_token SET used_at = $2 WHERE token_hash = $1', [hashOf(refreshToken), now]);
      return this.#issue(row.account_id, row.family_id);
    });
    if (!outcome) throw RefreshTokenInvalid();
    return outcome;
  }

  async logout(refreshToken: string): Promise<void> {
    const [row] = await this.db.sql<{ family_id: string }>('SELECT family_id FROM identity.refresh_token WHERE token_hash = $1', [
      hashOf(refreshToken),
    ]);
    if (row) await this.#revoke(row.family_id);
  }

  async me(): Promise<MeView> {
    const principal = context.principal;
    const wholeGroup = principal.grants.some((g) => g.storeId === null);
    const stores = await this.db.sql<{ id: string; code: string; name: string }>(
      'SELECT id, code, name FROM identity.store WHERE $1 OR id = ANY($2) ORDER BY code',
      [wholeGroup, principal.grants.flatMap((g) => g.storeId ?? [])],
    );
    const may: Record<string, string> = {};
    for (const [operation, row] of Object.entries(permissions.table)) {
      if (row === 'PUBLIC') continue;
      if (row === 'SIGNED_IN') {
        may[operation] = 'STORE';
        continue;
      }
      const levels = principal.grants.flatMap((g) => row[g.role] ?? []);
      const widest = (['GROUP', 'STORE', 'OWN'] as const).find((l) => levels.includes(l));
      if (widest) may[operation] = widest;
    }
    return {
      id: principal.id,
      employeeId: principal.kind === 'EMPLOYEE' ? principal.id : null,
      name: principal.name,
      kind: principal.kind,
      grants: [...principal.grants],
      stores,
      permissions: may,
    };
  }

  async #prove(account: string, found: Account | undefined, secret: string): Promise<void> {
    const now = this.clock.now();
    const since = plus(now, { minutes: -WINDOW_MINUTES });
    const [failures] = await this.db.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM identity.sign_in_failure WHERE account = $1 AND at > $2',
      [account, since],
    );
    if ((failures?.count ?? 0) >= (await this.settings.value(SignInFailureLimit)))
      throw SignInBlocked({ headers: { 'retry-after': String(WINDOW_MINUTES * 60) } });
    const proven = await this.passwords.verify(found?.hash ?? NOBODY, secret).catch(() => false);
    if (found?.active && proven) return;
    await this.db.sql('INSERT INTO identity.sign_in_failure (id, account, at) VALUES ($1, $2, $3)', [newId(), account, now]);
    throw SignInFailed();
  }

  async #issue(accountId: string, familyId: string): Promise<SignInView> {
    const refreshToken = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.sql(
      'INSERT INTO identity.refresh_token (token_hash, family_id, account_id, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5)',
      [hashOf(refreshToken), familyId, accountId, now, plus(now, { days: REFRESH_DAYS })],
    );
    return { accessToken: this.tokens.issue(accountId), refreshToken, tokenType: 'Bearer', expiresIn: ACCESS_TOKEN_SECONDS };
  }

  async #revoke(familyId: string): Promise<void> {
    await this.db.sql('UPDATE identity.refresh_token SET revoked_at = $2 WHERE family_id = $1 AND revoked_at IS NULL', [
      familyId,
      this.clock.now(),
    ]);
  }
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
