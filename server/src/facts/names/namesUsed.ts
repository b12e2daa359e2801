// SPDX-License-Identifier: GPL-2.0-only
/** Where the functions of a file say one of some names: as a function, a field, or a constant. */
import type { Expression, FunctionSyntax, Guard } from '../../syntax/ast.ts';
import type { Place } from '../../text/source.ts';
import { readLocals } from '../functions/locals.ts';
import { wholeOf } from '../functions/texts.ts';
import { walk } from '../functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../model.ts';

export interface NameUse {
  name: string;
  /** The name itself. */
  place: Place;
  /** The function that says it. */
  definition: FunctionDefinition;
  /** The `#if` arms around it. */
  guards: Guard[];
  /** Of a field, the type of the variable that it is taken of, as far as it is declared in the function. */
  of: string | null;
  /** How many arguments it is called with; null where it is no call of it. */
  arguments: number | null;
  /** The call that it is the address of a field for, `down_read(&mm->mmap_sem)`: the whole, its name, and the object. */
  lockCall: { place: Place; callee: string; object: string } | null;
}

/** Returns the uses of names in the functions of a file, in order. Parses nothing where the text has none of them. */
export function namesUsed({ file, functions }: FileFacts, names: ReadonlySet<string>): NameUse[] {
  const present = [...names].filter((name) => file.text.includes(name));
  if (present.length === 0) return [];
  const found = new Map<number, NameUse>();
  for (const definition of functions) {
    const text = wholeOf(definition);
    if (!present.some((name) => text.includes(name))) continue;
    for (const variant of definition.variants())
      for (const use of usesIn(variant, definition, names)) {
        const known = found.get(use.place.start);
        if (!known || use.guards.length < known.guards.length) found.set(use.place.start, use);
      }
  }
  return [...found.values()].sort((a, b) => a.place.start - b.place.start);
}

function usesIn(
  variant: FunctionSyntax,
  definition: FunctionDefinition,
  names: ReadonlySet<string>,
): NameUse[] {
  const { file } = definition;
  const locals = new Set(variant.parameters.map(({ name }) => name));
  const counts = new Map<number, number>();
  const locks = new Map<number, NameUse['lockCall']>();
  const found: NameUse[] = [];
  const types = readLocals(variant);
  const add = (name: string, start: number, end: number, of: string | null = null) => {
    if (!names.has(name)) return;
    found.push({
      name,
      place: { file, start, end },
      definition,
      guards: [...definition.guards, ...variant.configuration],
      of,
      arguments: counts.get(start) ?? null,
      lockCall: locks.get(start) ?? null,
    });
  };
  walk(variant.body, (node) => {
    if (node.kind === 'declaration') for (const { name } of node.declarators) locals.add(name);
    if (node.kind === 'call' && node.callee.kind === 'identifier') {
      counts.set(node.callee.start, node.args.length);
      const field = addressOfField(node.args);
      if (field !== null)
        locks.set(field.propertySpan.start, {
          place: { file, start: node.start, end: node.end },
          callee: node.callee.name,
          object: file.text.slice(field.object.start, field.object.end),
        });
    }
    if (node.kind === 'identifier' && !locals.has(node.name)) add(node.name, node.start, node.end);
    if (node.kind === 'member') {
      const { object, property, propertySpan } = node;
      const of = object.kind === 'identifier' ? (types.get(object.name)?.type ?? null) : null;
      add(property, propertySpan.start, propertySpan.end, of);
    }
  });
  return found;
}

function addressOfField(args: readonly Expression[]) {
  const [only, ...others] = args;
  if (others.length > 0 || only?.kind !== 'unary' || only.op !== '&') return null;
  const { operand } = only;
  return operand.kind === 'member' && operand.arrow ? operand : null;
}
