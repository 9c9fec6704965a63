import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedType } from '../problems.js';

/** What a route that takes a file says of itself. */
export interface FileRoute {
  fileTypes: readonly string[];
  maxBytes: number;
}

const fileRouteOf = (request: FastifyRequest) => request.routeOptions.config as Partial<FileRoute>;
const mediaTypeOf = (request: FastifyRequest) => request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();

/** How long a refused sender may go on sending before its connection ends. */
const LINGER_MS = 30_000;
/** Reads off what is still sent of a body that is not wanted: a sender whose connection is reset never sees why. */
const readOff = (body: IncomingMessage) =>
  void finished(body.resume(), { signal: AbortSignal.timeout(LINGER_MS) }).catch(() => body.socket.destroy());

/**
 * Bodies that are files arrive as bytes, on the routes that name their types and up to the size that they name; everywhere else they are
 * refused (415). Who sends too much is told so at once (413), while they still send.
 */
export function acceptBodies(server: FastifyInstance): void {
  const known = new Set<string>();
  server.addHook('onRoute', (route) => {
    const { fileTypes = [], maxBytes } = (route.config ?? {}) as Partial<FileRoute>;
    if (maxBytes !== undefined) route.bodyLimit = maxBytes;
    for (const type of fileTypes) {
      if (known.has(type)) continue;
      known.add(type);
      server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    }
  });
  server.addHook('preParsing', (request, _reply, payload, done) => {
    const type = mediaTypeOf(request);
    const { fileTypes } = fileRouteOf(request);
    const fits = fileTypes ? type === undefined || fileTypes.includes(type) : type === undefined || !known.has(type);
    done(fits ? null : UnsupportedType(), payload);
  });
  server.addHook('onSend', ({ raw }, reply, payload, done) => {
    if (reply.statusCode === 413 && !raw.complete) {
      // Closed behind the answer, it would be reset under the sender's hands. (A program that stops closes it all the same: its hook is later.)
      reply.removeHeader('connection');
      readOff(raw);
    }
    done(null, payload);
  });
}
