// SPDX-License-Identifier: GPL-2.0-only
/** A checker for the part of JSON Schema that the helper tables' schema uses. */

interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  pattern?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  minItems?: number;
  uniqueItems?: boolean;
  $defs?: Record<string, Schema>;
}

/** Returns what is wrong with `value`, one line each with its path; empty when it fits. */
export function schemaErrors(value: unknown, root: Schema, schema: Schema = root, path = ''): string[] {
  if (schema.$ref) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return target ? schemaErrors(value, root, target, path) : [`${path}: no schema ${schema.$ref}`];
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length && !types.includes(typeOf(value)))
    return [`${path}: ${typeOf(value)}, not ${types.join(' or ')}`];
  const errors: string[] = [];
  if (schema.enum && !schema.enum.includes(value))
    errors.push(`${path}: ${JSON.stringify(value)} is not allowed`);
  if (typeof value === 'string' && schema.pattern && !new RegExp(schema.pattern).test(value))
    errors.push(`${path}: "${value}" does not fit ${schema.pattern}`);
  if (Array.isArray(value)) {
    if (value.length < (schema.minItems ?? 0)) errors.push(`${path}: too short`);
    if (schema.uniqueItems && new Set(value).size < value.length) errors.push(`${path}: repeats itself`);
    value.forEach((item, n) => {
      if (schema.items) errors.push(...schemaErrors(item, root, schema.items, `${path}[${n}]`));
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const key of schema.required ?? []) if (!(key in value)) errors.push(`${path}: ${key} is missing`);
    for (const [key, item] of Object.entries(value)) {
      const own = schema.properties?.[key] ?? schema.additionalProperties;
      if (own === false) errors.push(`${path}: unknown member ${key}`);
      else if (typeof own === 'object') errors.push(...schemaErrors(item, root, own, `${path}.${key}`));
    }
  }
  return errors;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
