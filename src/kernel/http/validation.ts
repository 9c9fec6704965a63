import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { say, type FieldFault, InvalidInput } from '../problems.js';

/** Bodies and queries are checked against their classes; each fault is named with its place, an unknown property too. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (faults) => InvalidInput({ errors: flatten(faults, '').slice(0, 50) }),
  });

function flatten(faults: ValidationError[], path: string): FieldFault[] {
  return faults.flatMap((fault) => {
    const pointer = `${path}/${fault.property}`;
    const own = Object.entries(fault.constraints ?? {}).map(([code, message]) =>
      code === 'whitelistValidation'
        ? { pointer, code: 'unknown_property', message: say(`未知字段 ${fault.property}`, `unknown property ${fault.property}`) }
        : { pointer, code: code.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), message },
    );
    return [...own, ...flatten(fault.children ?? [], pointer)];
  });
}
