import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { IfMatchRequired, InvalidInput, say } from '../problems.js';

/** The version that the caller's change was decided on; without it the change is refused (428). */
export const IfMatch = createParamDecorator((_: unknown, execution: ExecutionContext): number | '*' => {
  const header = execution.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (!header) throw IfMatchRequired();
  if (header.trim() === '*') return '*';
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw InvalidInput({
      errors: [{ pointer: '/headers/if-match', code: 'invalid_etag', message: say('须为读到的 ETag', 'must be the ETag that was read') }],
    });
  return Number(version);
});
