import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';
import { context } from '../context.js';

/** What the framework has to say goes the same way. */
export class NestLog implements LoggerService {
  log(): void {}
  warn(message: unknown): void {
    log.warn(String(message));
  }
  error(message: unknown, stack?: unknown): void {
    log.error({ stack }, String(message));
  }
  fatal(message: unknown): void {
    log.fatal(String(message));
  }
}

/** One line per request and per fault, as JSON; never personal data: what is logged are ids, names of things and codes. */
export const log: Logger = pino({
  level: 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => (context.correlationId ? { correlationId: context.correlationId } : {}),
  redact: { paths: ['*.password', '*.mobile', '*.residentId', '*.email', '*.token'], censor: '***' },
  serializers: {
    err: (error: unknown) => {
      if (!(error instanceof Error)) return { message: String(error) };
      // A database error's detail quotes row values, which may be personal: only its code and constraint are kept.
      const source = ((error as { driverError?: object }).driverError ?? error) as { code?: string; constraint?: string };
      return {
        type: error.name,
        message: error.message.replace(/\d{7,}/g, '***'),
        code: source.code,
        constraint: source.constraint,
        stack: error.stack?.replace(/\d{11,}/g, '***'),
      };
    },
  },
});
