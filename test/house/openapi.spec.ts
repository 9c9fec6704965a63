import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { server } from '../support/server.js';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: { name: string; in: string; schema: Json; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, { $ref?: string; description: string; content?: Record<string, { schema: Json; example?: unknown }> }>;
  'x-permission'?: { operation: string; roles: unknown };
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; responses: Operation['responses'] };
}

const document = JSON.parse(readFileSync(join(process.cwd(), 'docs/openapi.json'), 'utf8')) as Document;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, method, operation })),
);

describe('the document', () => {
  it('is what the built program emits', async () => {
    const app = await server();
    expect(await (await fetch(`${app.baseUrl}/openapi.json`)).json()).toEqual(document);
    expect(document.openapi).toBe('3.1.0');
  });

  it('gives every operation an id of its own, a summary, a description, a context, a permission and the statuses it can answer', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, path, method, operation } of operations) {
      const complete =
        operation.summary &&
        operation.description &&
        operation.tags?.length === 1 &&
        operation['x-permission']?.operation === operation.operationId;
      expect([name, Boolean(complete)]).toEqual([name, true]);
      const statuses = Object.keys(operation.responses);
      const needed = [
        '429',
        '500',
        '503',
        ...(operation['x-permission']?.roles === 'PUBLIC' ? [] : ['401', '403']),
        ...(method === 'patch' ? ['412', '428'] : []),
        ...(path.includes('{') ? ['404'] : []),
      ];
      expect([name, needed.filter((s) => !statuses.includes(s))]).toEqual([name, []]);
      expect([name, statuses.some((s) => s.startsWith('2'))]).toEqual([name, true]);
    }
  });

  it('gives every body and every answer an example that its schema accepts', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false });
    (formats as unknown as (on: Ajv2020) => void)(ajv);
    ajv.addSchema({ $id: 'document', ...document });
    const faults: string[] = [];
    const escape = (text: string) => text.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
    const hold = (where: string, pointer: string, example: unknown) => {
      if (example === undefined) faults.push(`${where}: no example`);
      else {
        const validate = ajv.compile({ $ref: `document#/${pointer}/schema` });
        if (!validate(example)) faults.push(`${where}: ${ajv.errorsText(validate.errors)}`);
      }
    };
    for (const { name, path, method, operation } of operations) {
      const base = `paths/${escape(path)}/${method}`;
      for (const [media, { example }] of Object.entries(operation.requestBody?.content ?? {}))
        hold(`${name} body`, `${base}/requestBody/content/${escape(media)}`, example);
      for (const [status, answer] of Object.entries(operation.responses))
        for (const [media, { example }] of Object.entries(answer.content ?? {}))
          hold(`${name} ${status}`, `${base}/responses/${status}/content/${escape(media)}`, example);
      const named = Object.values(operation.responses).flatMap(({ $ref }) => $ref?.split('/').at(-1) ?? []);
      faults.push(...named.filter((n) => !(n in document.components.responses)).map((n) => `${name}: no response ${n}`));
    }
    for (const [code, answer] of Object.entries(document.components.responses))
      for (const [media, { example }] of Object.entries(answer.content ?? {}))
        hold(code, `components/responses/${code}/content/${escape(media)}`, example);
    expect(faults).toEqual([]);
  });

  it('bounds every string and array of every request', () => {
    const faults: string[] = [];
    const seen = new Set<string>();
    const walk = (where: string, schema: Json): void => {
      if (typeof schema['$ref'] === 'string') {
        const name = schema['$ref'].split('/').at(-1) as string;
        if (!seen.has(name)) {
          seen.add(name);
          walk(name, document.components.schemas[name] ?? {});
        }
        return;
      }
      const type = schema['type'];
      if (type === 'string' && !schema['enum'] && !schema['format'] && !schema['pattern'] && schema['maxLength'] === undefined)
        faults.push(`${where}: unbounded string`);
      if (type === 'array' && schema['maxItems'] === undefined) faults.push(`${where}: unbounded array`);
      for (const [name, property] of Object.entries((schema['properties'] ?? {}) as Record<string, Json>))
        walk(`${where}.${name}`, property);
      if (schema['items']) walk(`${where}[]`, schema['items'] as Json);
      for (const part of ['allOf', 'oneOf', 'anyOf'])
        for (const [n, one] of ((schema[part] ?? []) as Json[]).entries()) if (n === 0 || part === 'allOf') walk(where, one);
    };
    for (const { name, operation } of operations) {
      for (const media of Object.values(operation.requestBody?.content ?? {})) walk(name, media.schema);
      for (const parameter of operation.parameters ?? []) walk(`${name} ?${parameter.name}`, parameter.schema);
    }
    expect(faults).toEqual([]);
  });

  it('describes every field of every body and view that carries a figure or a code', () => {
    const text = JSON.stringify(document);
    const unreferenced = Object.keys(document.components.schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
    expect(unreferenced).toEqual([]);
  });
});
