import { createHash } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { context, type Principal } from '../context.js';
import { declaredOperation } from '../http/operation.js';
import { Forbidden, say, TooMany, Unauthenticated } from '../problems.js';
import { Clock } from '../time/clock.js';
import type { AccessClaims } from './access-token.js';
import { Accounts } from './accounts.js';
import { permissions } from './permissions.js';
import { RateLimiter } from './rate-limiter.js';

@Injectable()
export class PassportGuard extends AuthGuard('access-token') {
  override handleRequest<T>(error: unknown, claims: T): T {
    if (error || !claims) throw Unauthenticated({ headers: { 'www-authenticate': 'Bearer' } });
    return claims;
  }
}

/** Every request passes here: who is it, may they do this, how far, and not too fast. */
@Injectable()
export class AccessGuard implements CanActivate {
  /** Signatures already checked: passport decides once per token, the expiry is looked at every time. */
  readonly #verified = new LRUCache<string, AccessClaims>({ max: 10_000 });

  constructor(
    private readonly passport: PassportGuard,
    private readonly accounts: Accounts,
    private readonly clock: Clock,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    // The boot check lets only health and problem pages be no operation: they are for everybody.
    const operationId = declaredOperation(execution.getHandler())?.operationId;
    if (operationId === undefined || permissions.row(operationId) === 'PUBLIC') {
      this.#limit(request.ip, reply);
      return true;
    }
    const current = context.current;
    if (!current) throw new Error('A request runs outside its context');
    const principal = await this.#principal(execution, request).catch((error: unknown) => {
      this.#limit(request.ip, reply);
      throw error;
    });
    current.principal = principal;
    this.#limit(principal.id, reply);
    const scope = permissions.scopeOf(principal, operationId);
    if (!scope)
      throw Forbidden({
        detail: say(`缺少权限 ${operationId}`, `You lack the permission ${operationId}`),
        extra: { permission: operationId },
      });
    current.scope = scope;
    return true;
  }

  async #principal(execution: ExecutionContext, request: FastifyRequest): Promise<Principal> {
    const claims = await this.#claims(execution, request);
    const principal = await this.accounts.principalOf(claims.sub);
    if (!principal) throw Unauthenticated({ headers: { 'www-authenticate': 'Bearer' } });
    return principal;
  }

  async #claims(execution: ExecutionContext, request: FastifyRequest): Promise<AccessClaims> {
    const header = request.headers.authorization;
    if (!header) throw Unauthenticated({ headers: { 'www-authenticate': 'Bearer' } });
    const key = createHash('sha256').update(header).digest('base64url');
    let claims = this.#verified.get(key);
    if (!claims) {
      await this.passport.canActivate(execution);
      claims = (request as unknown as { user: AccessClaims }).user;
      this.#verified.set(key, claims);
    }
    if (claims.exp * 1000 <= this.clock.now().getTime()) throw Unauthenticated({ headers: { 'www-authenticate': 'Bearer' } });
    return claims;
  }

  #limit(caller: string, reply: FastifyReply): void {
    const { allowed, headers } = this.limiter.take(caller);
    void reply.headers(headers);
    if (!allowed) throw TooMany({ headers: { 'retry-after': '1' } });
  }
}
