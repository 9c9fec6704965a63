import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { context, type Context, type Locale } from '../context.js';
import { newId } from '../ids.js';
import { NotFound } from '../problems.js';
import { log } from '../operations/log.js';
import { observeRequest } from '../operations/metrics.js';
import { readiness } from '../operations/readiness.js';

type Tracked = FastifyRequest & { forecourt?: Context };
const NOBODY = { group: false, stores: [], ownStores: [] };

/** Gives every request its context (trace, language, statement count) and writes one line when it is answered. */
export function trackRequests(server: FastifyInstance, options: { timing: boolean }): void {
  server.addHook('onRequest', (request: Tracked, reply, done) => {
    const correlationId = traceOf(request);
    request.forecourt = {
      correlationId,
      locale: localeOf(request.headers['accept-language']),
      principal: null,
      scope: NOBODY,
      statements: 0,
    };
    void reply.header('x-request-id', correlationId);
    if (typeof request.headers.traceparent === 'string') void reply.header('traceparent', request.headers.traceparent);
    context.run(request.forecourt, done);
  });
  // The body's stream leaves the context behind: the handler is called back into it.
  server.addHook('preValidation', (request: Tracked, _reply, done) => {
    if (request.forecourt) context.run(request.forecourt, done);
    else done();
  });
  server.addHook('onSend', (request: Tracked, reply: FastifyReply, payload, done) => {
    if (options.timing)
      void reply.header(
        'server-timing',
        `db;desc="${request.forecourt?.statements ?? 0} statements", app;dur=${reply.elapsedTime.toFixed(1)}`,
      );
    // A connection that would be kept alive holds up the stop of the program.
    if (readiness.state === 'STOPPING') void reply.header('connection', 'close');
    done(null, payload);
  });
  server.addHook('onResponse', (request: Tracked, reply, done) => {
    const route = request.routeOptions?.url ?? 'unmatched';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    observeRequest(request.method, route, reply.statusCode, ms);
    if (!route.startsWith('/health') && route !== '/metrics')
      log.info(
        {
          method: request.method,
          route,
          status: reply.statusCode,
          ms,
          statements: request.forecourt?.statements ?? 0,
          actorId: request.forecourt?.principal?.id,
          correlationId: request.forecourt?.correlationId,
        },
        'request',
      );
    done();
  });
}

/** An instance without the role `api` answers its operators only: health and metrics. */
export function onlyOperations(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions?.url ?? '';
    done(route.startsWith('/health') || route === '/metrics' ? undefined : NotFound());
  });
}

function traceOf(request: FastifyRequest): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && /^[A-Za-z0-9._-]{1,100}$/.test(given)) return given;
  const parent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(request.headers.traceparent?.toString() ?? '');
  return parent?.[1] ?? newId();
}

/** zh-CN is the default; English only when it is asked for before Chinese. */
function localeOf(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => ({ tag: part.split(';')[0]?.trim().toLowerCase() ?? '', q: Number(/q=([\d.]+)/.exec(part)?.[1] ?? 1) }))
    .filter(({ tag }) => tag.startsWith('zh') || tag.startsWith('en'))
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.tag.startsWith('en') ? 'en' : 'zh';
}
