import { applyDecorators, Controller, Get, HttpCode, Patch, Post, SetMetadata, type Type } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { pageOf } from './list.js';
import type { FileRoute } from './bodies.js';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiResponse,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import {
  IfMatchRequired,
  InvalidInput,
  KeyRequired,
  KeyReused,
  InProgress,
  NotFound,
  type RefusalType,
  VersionStale,
} from '../problems.js';

const OPERATION = 'forecourt:operation';

/** A file that a route takes or gives: its media types, its largest size and what it looks like. */
export interface FileFacts {
  types: readonly string[];
  maxBytes: number;
  example: string;
}
export interface OperationOptions {
  summary: string;
  description?: string;
  /** The refusals of the domain it can answer; the general ones are added by shape. */
  refusals?: RefusalType[];
  /** Money, stock or a vehicle moves: an Idempotency-Key is required. */
  keyed?: boolean;
  /** The answer is not JSON of the view alone: further content types it can answer with. */
  also?: Record<string, { schema: object; example?: unknown }>;
  /** The body is a file, not JSON. */
  takes?: FileFacts;
  /** The answer is a file, not JSON. */
  gives?: FileFacts;
  /** Neither kept nor replayed: sign-in and calculators. */
  unkept?: boolean;
  status?: number;
}
export interface OperationFacts extends OperationOptions {
  operationId: string;
  shape: 'create' | 'list' | 'read' | 'edit' | 'move';
  status: number;
}

export const declaredOperation = (handler: Function): OperationFacts | undefined =>
  Reflect.getMetadata(OPERATION, handler) as OperationFacts | undefined;

/** A resource of the REST surface: its plural kebab-case path under /api/v1, documented under its context. */
export function Resource(path: string, contextName: string): ClassDecorator {
  return applyDecorators(Controller(path), ApiTags(contextName));
}

type View = Type | [Type] | null;

function operation(
  shape: OperationFacts['shape'],
  http: MethodDecorator,
  operationId: string,
  view: View,
  options: OperationOptions,
  status: number,
): MethodDecorator {
  const facts: OperationFacts = { ...options, operationId, shape, status };
  const refusals = [...(options.refusals ?? [])];
  if (shape === 'create' || shape === 'move' || shape === 'edit') refusals.push(InvalidInput);
  if (shape !== 'create' && shape !== 'list') refusals.push(NotFound);
  if (shape === 'list') refusals.push(InvalidInput);
  if (shape === 'edit') refusals.push(IfMatchRequired, VersionStale);
  if ((shape === 'create' || shape === 'move') && !options.unkept) refusals.push(KeyReused, InProgress);
  if (options.keyed) refusals.push(KeyRequired);
  const decorators: ((MethodDecorator & ClassDecorator) | MethodDecorator)[] = [
    http,
    HttpCode(status),
    SetMetadata(OPERATION, facts),
    ApiOperation({ operationId, summary: options.summary, description: options.description }),
    ApiBearerAuth(),
    ...describeAnswer(status, view, options),
    ...describeRefusals(refusals),
  ];
  if (options.takes) decorators.push(...takesFile(options.takes));
  if ((shape === 'create' || shape === 'move') && !options.unkept)
    decorators.push(
      ApiHeader({
        name: 'Idempotency-Key',
        required: options.keyed ?? false,
        schema: { type: 'string', minLength: 1, maxLength: 200, example: '7f0c9f7e-5d0e-4c39-9f7e-2f8f6f0b7a11' },
        description: 'Repeating the request with the same key gives the same answer (kept 72 h).',
      }),
    );
  if (shape === 'edit')
    decorators.push(
      ApiHeader({
        name: 'If-Match',
        required: true,
        schema: { type: 'string', maxLength: 100, example: '"3"' },
        description: 'The ETag of the version that was read.',
      }),
    );
  if (shape === 'read')
    decorators.push(
      ApiHeader({
        name: 'If-None-Match',
        required: false,
        schema: { type: 'string', maxLength: 200, example: '"3"' },
        description: 'Answers 304 when the version is still the same.',
      }),
    );
  return applyDecorators(...(decorators as MethodDecorator[]));
}

function takesFile({ types, maxBytes, example }: FileFacts): MethodDecorator[] {
  return [
    RouteConfig({ fileTypes: types, maxBytes } satisfies FileRoute),
    ApiConsumes(...types),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary', maxLength: maxBytes, example } }),
  ];
}

function givesFile(status: number, { types, maxBytes, example }: FileFacts): MethodDecorator {
  const one = { schema: { type: 'string', format: 'binary', maxLength: maxBytes }, example } as const;
  return ApiResponse({ status, description: 'The file.', content: Object.fromEntries(types.map((type) => [type, one])) });
}

function describeAnswer(status: number, view: View, options: OperationOptions): MethodDecorator[] {
  if (options.gives) return [givesFile(status, options.gives)];
  if (view === null) return [ApiResponse({ status, description: 'Done.' })];
  const type = Array.isArray(view) ? view[0] : view;
  const schema = Array.isArray(view) ? { type: 'array' as const, items: { $ref: getSchemaPath(type) } } : { $ref: getSchemaPath(type) };
  return [
    ApiExtraModels(type) as MethodDecorator,
    ApiResponse({
      status,
      description: options.summary,
      content: { 'application/json': { schema }, ...(options.also as Record<string, { schema: { type: 'string' } }> | undefined) },
    }),
  ];
}

function describeRefusals(refusals: RefusalType[]): MethodDecorator[] {
  const byStatus = new Map<number, RefusalType[]>();
  for (const r of new Set(refusals)) byStatus.set(r.status, [...(byStatus.get(r.status) ?? []), r]);
  return [...byStatus].map(([status, types]) => {
    const codes = types.map((t) => t.code).sort();
    return ApiResponse({ status, description: codes.map((c) => `\`${c}\``).join(', '), 'x-codes': codes } as never);
  });
}

/** `POST /things` → 201 with Location and the view. */
export const Create = (operationId: string, view: View, options: OperationOptions & { path?: string }): MethodDecorator =>
  operation('create', Post(options.path ?? ''), operationId, view, options, options.status ?? 201);
/** `GET /things` → a page. */
export const List = (operationId: string, view: Type, options: OperationOptions & { path?: string }): MethodDecorator =>
  operation('list', Get(options.path ?? ''), operationId, pageOf(view), options, 200);
/** `GET /things/{id}` (or a path of its own) → the view with its ETag. */
export const Read = (operationId: string, view: View, options: OperationOptions & { path?: string }): MethodDecorator =>
  operation('read', Get(options.path ?? ':id'), operationId, view, options, 200);
/** `PATCH /things/{id}` → the view; needs If-Match. */
export const Edit = (operationId: string, view: View, options: OperationOptions & { path?: string }): MethodDecorator =>
  operation('edit', Patch(options.path ?? ':id'), operationId, view, options, 200);
/** `POST /things/{id}/<move>` → the view after it. */
export const Move = (operationId: string, path: string, view: View, options: OperationOptions): MethodDecorator =>
  operation(
    'move',
    Post(path.includes(':') || path.startsWith('/') ? path : `:id/${path}`),
    operationId,
    view,
    options,
    options.status ?? 200,
  );
