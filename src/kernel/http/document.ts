import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { allRefusals } from '../problems.js';
import { permissions } from '../security/permissions.js';
import { exampleOf } from './examples.js';

const VERSION = '0.1.0';
type Json = Record<string, unknown>;
interface Operation extends Json {
  operationId?: string;
  parameters?: Json[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, Json & { content?: Record<string, Json> }>;
}

/** Serves the OpenAPI 3.1 document of the running application with a reference that needs no internet; it is built when somebody asks for it first. */
export async function serveDocument(app: NestFastifyApplication): Promise<void> {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= buildDocument(app)), {
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'Forecourt API',
    swaggerOptions: { docExpansion: 'none', filter: true, tagsSorter: 'alpha', persistAuthorization: true, defaultModelsExpandDepth: 0 },
  });
  await Promise.resolve();
}

export function buildDocument(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Forecourt API')
    .setDescription(
      'The sales and service back office of a car dealer group. Money is in fen, dates are the store’s, instants RFC 3339. Refusals are problem+json with a stable `code`; each has a page under /problems.',
    )
    .setVersion(VERSION)
    .setOpenAPIVersion('3.1.0')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth()
    .addServer('/')
    .build();
  const document = SwaggerModule.createDocument(app, base, { operationIdFactory: (_, method) => method });
  return refine(document as unknown as Json) as unknown as OpenAPIObject;
}

function refine(document: Json): Json {
  const components = document['components'] as { schemas: Record<string, Json> };
  components.schemas['Problem'] = PROBLEM;
  components.schemas = Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => a.localeCompare(b)));
  const upgraded = upgrade(document) as Json;
  const schemas = (upgraded['components'] as { schemas: Record<string, Json> }).schemas;
  const problems: Record<string, Json> = {};
  for (const [path, methods] of Object.entries(upgraded['paths'] as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(methods)) refineOperation(path, method, operation, schemas, problems);
  }
  (upgraded['components'] as Json)['responses'] = Object.fromEntries(Object.entries(problems).sort(([a], [b]) => a.localeCompare(b)));
  upgraded['tags'] = [
    ...new Set(
      Object.values(upgraded['paths'] as Record<string, Record<string, { tags?: string[] }>>).flatMap((m) =>
        Object.values(m).flatMap((o) => o.tags ?? []),
      ),
    ),
  ]
    .sort()
    .map((name) => ({ name, description: `The ${name} context.` }));
  return upgraded;
}

function refineOperation(
  path: string,
  method: string,
  operation: Operation,
  schemas: Record<string, Json>,
  problems: Record<string, Json>,
): void {
  const id = operation.operationId ?? '';
  const row = permissions.row(id);
  operation['x-permission'] = { operation: id, roles: typeof row === 'string' ? row : (row ?? {}) };
  operation['description'] ??= `${String(operation['summary'])}.`;
  if (row === 'PUBLIC') delete operation['security'];
  // The compiler plugin adds an answer of its own without a description.
  for (const [status, answer] of Object.entries(operation.responses)) if (answer['description'] === '') delete operation.responses[status];
  const always = row === 'PUBLIC' ? ['429', '500', '503'] : ['401', '403', '429', '500', '503'];
  for (const status of always) operation.responses[status] ??= { description: GENERAL[status] as string };
  if (method === 'get' && /\{/.test(path))
    operation.responses['304'] ??= { description: 'Not modified: `If-None-Match` names the current version.' };
  if (method !== 'get') {
    operation.responses['413'] ??= { description: '`body_too_large`' };
    operation.responses['415'] ??= { description: '`unsupported_media_type`' };
  }
  if (operation.requestBody) {
    for (const media of Object.values(operation.requestBody.content)) media.example ??= exampleOf(media.schema, schemas);
  }
  const answered = operation.responses['200']?.content?.['application/json']?.['schema'] as Json | undefined;
  if (method === 'get' && answered?.['$ref'] && !operation.parameters?.some((p) => p['name'] === 'fields'))
    operation.parameters = [...(operation.parameters ?? []), FIELDS];
  for (const parameter of operation.parameters ?? []) {
    parameter['schema'] ??= {};
    const schema = parameter['schema'] as Json;
    if (parameter['in'] === 'path') {
      schema['maxLength'] ??= 100;
      parameter['example'] ??=
        schema['format'] === 'uuid' || /id$/i.test(String(parameter['name']))
          ? '01938b4e-7c00-7000-8000-000000000001'
          : 'sales.quotation-validity';
    }
  }
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (Number(status) >= 400) {
      const codes = (answer['x-codes'] as string[] | undefined) ?? [/`(\w+)`/.exec(String(answer['description']))?.[1] ?? 'internal_error'];
      const code = codes[0] as string;
      answer.content = {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example: problemExample(code, Number(status)) },
      };
      if (codes.length > 1) continue;
      // A refusal with one code reads the same wherever it is answered.
      problems[code] ??= answer;
      operation.responses[status] = { $ref: `#/components/responses/${code}` } as never;
      continue;
    }
    for (const media of Object.values(answer.content ?? {}))
      if (media['schema']) media['example'] ??= exampleOf(media['schema'] as Json, schemas);
  }
  operation.responses = Object.fromEntries(Object.entries(operation.responses).sort());
}

const FIELDS: Json = {
  name: 'fields',
  in: 'query',
  required: false,
  description: 'Only these fields of the view, comma-separated.',
  schema: { type: 'string', maxLength: 1000, example: 'id,version' },
};

const GENERAL: Record<string, string> = {
  '401': '`unauthenticated`',
  '403': '`forbidden`',
  '429': '`too_many_requests`',
  '500': '`internal_error`',
  '503': '`busy`',
};

function problemExample(code: string, status: number): Json {
  const known = allRefusals().find((r) => r.code === code);
  return {
    type: `/problems/${code}`,
    title: known?.title.zh ?? code,
    status,
    detail: known?.title.zh ?? code,
    instance: '/api/v1/customers/01938b4e-7c00-7000-8000-000000000001',
    code,
    traceId: '01938b4e-7c00-7000-8000-000000000001',
    ...(known?.rule && { rule: known.rule }),
  };
}

const PROBLEM: Json = {
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'],
  properties: {
    type: { type: 'string', maxLength: 200, description: 'A page that explains the code.', example: '/problems/not_found' },
    title: { type: 'string', maxLength: 200, example: '不存在' },
    status: { type: 'integer', minimum: 400, maximum: 599, example: 404 },
    detail: { type: 'string', maxLength: 2000, example: '不存在' },
    instance: { type: 'string', maxLength: 2000, example: '/api/v1/customers/01938b4e-7c00-7000-8000-000000000001' },
    code: { type: 'string', maxLength: 60, description: 'Stable; never removed.', example: 'not_found' },
    traceId: { type: 'string', maxLength: 100, example: '01938b4e-7c00-7000-8000-000000000001' },
    rule: { type: 'string', maxLength: 60, description: 'The business rule that refused.', example: 'D-7' },
    allowedMoves: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 60 }, example: ['accept'] },
    errors: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: {
          pointer: { type: 'string', maxLength: 500, example: '/mobile' },
          code: { type: 'string', maxLength: 100, example: 'is_mobile' },
          message: { type: 'string', maxLength: 500, example: '手机号格式有误' },
        },
      },
    },
  },
};

/** OpenAPI 3.0's `nullable` becomes 3.1's null type; views take no unknown members. */
function upgrade(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(upgrade);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = node as Json;
  const result = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'example' || key === 'examples' ? value : upgrade(value)]),
  ) as Json;
  if (nullable !== true) return result;
  if (Array.isArray(result['allOf']) && result['allOf'].length === 1) {
    const { allOf, ...others } = result;
    return { ...others, oneOf: [...(allOf as unknown[]), { type: 'null' }] };
  }
  if (result['$ref']) return { oneOf: [result, { type: 'null' }] };
  if (typeof result['type'] === 'string') {
    result['type'] = [result['type'], 'null'];
    if (Array.isArray(result['enum'])) result['enum'] = [...(result['enum'] as unknown[]), null];
  }
  return result;
}
