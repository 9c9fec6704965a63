import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { context, type Context } from '../context.js';
import { asProblem } from '../database/database.js';
import { log } from '../operations/log.js';
import {
  Broken,
  Busy,
  Forbidden,
  InvalidInput,
  NotFound,
  Problem,
  TooLarge,
  TooMany,
  Unauthenticated,
  UnsupportedType,
} from '../problems.js';
import { NotModified } from './answers.interceptor.js';

const byStatus = new Map([
  [400, InvalidInput],
  [401, Unauthenticated],
  [403, Forbidden],
  [404, NotFound],
  [405, NotFound],
  [413, TooLarge],
  [414, InvalidInput],
  [415, UnsupportedType],
  [429, TooMany],
  [503, Busy],
]);

/** Every refusal leaves as problem+json; what is no refusal is logged and leaves as 500 without a word of its inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest & { forecourt?: Context }>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (thrown instanceof NotModified) {
      void reply.status(304).header('etag', thrown.etag).send();
      return;
    }
    const problem = this.#problem(thrown);
    const traceId = request.forecourt?.correlationId ?? context.correlationId ?? '';
    if (problem.type === Broken)
      log.error({ err: thrown, method: request.method, route: request.routeOptions?.url, correlationId: traceId }, 'a request broke');
    void reply
      .status(problem.type.status)
      .headers(problem.facts.headers ?? {})
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('content-language', request.forecourt?.locale === 'en' ? 'en' : 'zh-CN')
      .send(JSON.stringify(problem.toDocument(request.forecourt?.locale ?? 'zh', request.url.split('?')[0] ?? '', traceId)));
  }

  #problem(thrown: unknown): Problem {
    const known = asProblem(thrown);
    if (known instanceof Problem) return known;
    const status = thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: number }).statusCode;
    const type = status === undefined ? undefined : byStatus.get(status);
    return type ? type(type === InvalidInput ? { detail: (thrown as Error).message } : {}) : Broken();
  }
}
