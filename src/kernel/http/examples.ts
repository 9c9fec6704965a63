type Json = Record<string, unknown>;

/** An example that fits a schema: the fields' own examples put together. */
export function exampleOf(schema: Json, schemas: Record<string, Json>, depth = 0): unknown {
  if (schema['example'] !== undefined) return schema['example'];
  if (typeof schema['$ref'] === 'string') return exampleOf(schemas[schema['$ref'].split('/').at(-1) as string] ?? {}, schemas, depth + 1);
  const combined = (schema['oneOf'] ?? schema['anyOf'] ?? schema['allOf']) as Json[] | undefined;
  if (combined?.[0]) return exampleOf(combined[0], schemas, depth + 1);
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0];
  const type = Array.isArray(schema['type']) ? (schema['type'] as string[])[0] : schema['type'];
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Json>).map(([name, property]) => [
          name,
          exampleOf(property, schemas, depth + 1),
        ]),
      );
    case 'array':
      return depth > 8
        ? []
        : Array.from({ length: Math.max(1, (schema['minItems'] as number | undefined) ?? 1) }, () =>
            exampleOf((schema['items'] ?? {}) as Json, schemas, depth + 1),
          );
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return true;
    default:
      return schema['format'] === 'date-time'
        ? '2026-11-24T10:00:00.000Z'
        : schema['format'] === 'date'
          ? '2026-11-24'
          : schema['format'] === 'uuid'
            ? '01938b4e-7c00-7000-8000-000000000001'
            : 'text';
  }
}
