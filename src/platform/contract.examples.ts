type Schema = Record<string, unknown>;

const nameOf = (reference: string): string => reference.split('/').at(-1) ?? '';

/** An example made of the examples of its members, so that there is one place where each is written. */
export function exampleOf(schema: Schema, schemas: Record<string, Schema>, depth = 0): unknown {
  if (depth > 20) return undefined;
  if (schema.example !== undefined) return schema.example;
  const reference = schema.$ref ?? (schema.allOf as Schema[] | undefined)?.[0]?.$ref;
  if (typeof reference === 'string') return exampleOf(schemas[nameOf(reference)] ?? {}, schemas, depth + 1);
  if (schema.type === 'array') return [exampleOf(schema.items as Schema, schemas, depth + 1)].filter((item) => item !== undefined);
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  const members = schema.properties as Record<string, Schema> | undefined;
  if (!members) return schema.format === 'uuid' ? '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a11' : undefined;
  const ordinary = Object.entries(members).filter(([, member]) => member['x-seldom'] !== true);
  const made = ordinary.map(([name, member]) => [name, exampleOf(member, schemas, depth + 1)] as const);
  return Object.fromEntries(made.filter(([, value]) => value !== undefined));
}

/** Objects are closed, a reference with siblings is plain (OpenAPI 3.1 allows it), nested examples go up to the media type. */
export function withExamples(schemas: Record<string, Schema>): Record<string, Schema> {
  for (const schema of Object.values(schemas)) {
    if (schema.type !== 'object') continue;
    schema.additionalProperties = false;
    const members = schema.properties as Record<string, Schema> | undefined;
    for (const [name, member] of Object.entries(members ?? {})) {
      const all = member.allOf as Schema[] | undefined;
      if (members && all?.length === 1)
        members[name] = { ...all[0], ...Object.fromEntries(Object.entries(member).filter(([key]) => key !== 'allOf' && key !== 'type')) };
    }
  }
  return schemas;
}
