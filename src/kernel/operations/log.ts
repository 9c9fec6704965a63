import { pino, type Logger } from 'pino';
import { context } from '../context.js';

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
