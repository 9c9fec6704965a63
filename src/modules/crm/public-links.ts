import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../kernel/config.js';
import { context } from '../../kernel/context.js';
import { newId } from '../../kernel/ids.js';
import { NotFound } from '../../kernel/problems.js';
import { deriveKey } from '../../kernel/security/keys.js';
import { setting } from '../../kernel/settings.js';
import { IdentityApi } from '../identity/identity.api.js';

export const PublicLinkBase = setting<string>({
  key: 'crm.public-link-base',
  kind: 'text',
  fallback: '/api/v1/public',
  description: 'What stands before the links in messages to customers: the address of the page that calls the public routes.',
  rule: 'PR-3',
});
/** Answers on a link are nobody else's: neither kept by a proxy nor by a browser. */
export const UNKEPT = { 'cache-control': 'no-store' } as const;

export interface LinkTarget {
  /** What the link is for; the caller's own words, parted by slashes. */
  subject: string;
  /** Null: it does not run out. */
  expiresAt: Date | null;
}

/** The link itself is the permission: what it is for is done as the system, in the language that was asked for. */
export function onLink<T>(work: () => T): T {
  const { correlationId, locale } = context;
  return context.asSystem(correlationId ?? newId(), undefined, () => {
    if (context.current) context.current.locale = locale;
    return work();
  });
}

/** Links for people without an account: a subject and an expiry, signed, so that nothing is kept and nothing can be guessed. */
@Injectable()
export class PublicLinks {
  readonly #key: Buffer;

  constructor(
    private readonly identity: IdentityApi,
    config: Config,
  ) {
    this.#key = deriveKey(config.masterKey, 'public-link');
  }

  async url(path: 'surveys' | 'consents', target: LinkTarget, storeId?: string): Promise<string> {
    return `${await this.identity.setting(PublicLinkBase, storeId)}/${path}/${this.token(path, target)}`;
  }
  token(path: string, { subject, expiresAt }: LinkTarget): string {
    const body = Buffer.from(JSON.stringify([subject, expiresAt === null ? 0 : Math.floor(expiresAt.getTime() / 1000)])).toString(
      'base64url',
    );
    return `${body}.${this.#sign(path, body)}`;
  }
  /** What a token stands for; 404 when it is none of ours, without a word of why. */
  read(path: string, token: string): LinkTarget {
    const [body = '', signature = ''] = token.split('.');
    const [given, wanted] = [Buffer.from(signature), Buffer.from(this.#sign(path, body))];
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw NotFound({ headers: UNKEPT });
    const [subject, seconds] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, number];
    return { subject, expiresAt: seconds === 0 ? null : new Date(seconds * 1000) };
  }

  #sign(path: string, body: string): string {
    return createHmac('sha256', this.#key).update(`${path}\0${body}`).digest('base64url');
  }
}
