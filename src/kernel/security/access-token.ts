import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import jwt from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Config } from '../config.js';
import { Unauthenticated } from '../problems.js';
import { Clock } from '../time/clock.js';

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = 'forecourt';
const ALGORITHM = 'ES256';

export interface AccessClaims {
  sub: string;
  exp: number;
}

/** Makes ES256 access tokens; their lifetime runs on the injected clock. */
@Injectable()
export class AccessTokens {
  readonly #privateKey: KeyObject;
  readonly publicKey: string;
  readonly #keyId: string;

  constructor(
    config: Config,
    private readonly clock: Clock,
  ) {
    this.#privateKey = createPrivateKey(config.jwtPrivateKey);
    this.publicKey = createPublicKey(this.#privateKey).export({ type: 'spki', format: 'pem' }) as string;
    this.#keyId = createHash('sha256').update(this.publicKey).digest('base64url').slice(0, 12);
  }

  issue(accountId: string): string {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return jwt.sign({ iat: now, exp: now + ACCESS_TOKEN_SECONDS }, this.#privateKey, {
      algorithm: ALGORITHM,
      issuer: ISSUER,
      audience: ISSUER,
      subject: accountId,
      keyid: this.#keyId,
    });
  }
}

/** passport-jwt decides whether a token is ours; algorithm and key are pinned, expiry is judged by the injected clock. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(
    tokens: AccessTokens,
    private readonly clock: Clock,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: tokens.publicKey,
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: ISSUER,
      ignoreExpiration: true,
    });
  }

  validate(claims: { sub?: unknown; exp?: unknown }): AccessClaims {
    if (typeof claims.sub !== 'string' || typeof claims.exp !== 'number') throw Unauthenticated();
    if (claims.exp * 1000 <= this.clock.now().getTime()) throw Unauthenticated();
    return { sub: claims.sub, exp: claims.exp };
  }
}
