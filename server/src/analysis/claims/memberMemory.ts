// SPDX-License-Identifier: GPL-2.0-only
/** What kind of memory stands in a member: told by all that the loaded files of the module store there. */
import { structIn } from '../../facts/declarations/structIn.ts';
import { type Local, readLocals } from '../../facts/functions/locals.ts';
import { walk } from '../../facts/functions/visit.ts';
import { foldersOfModule } from '../../facts/mappings/ownMembers.ts';
import type { FileFacts, FunctionDefinition } from '../../facts/model.ts';
import { isNamedIn, namesIn } from '../../facts/names/words.ts';
import type { Expression } from '../../syntax/ast.ts';
import type { Frame } from '../engine/frame.ts';
import { ALLOCATORS } from '../models/allocators.ts';
import type { Memory } from '../state/properties/memory.ts';

/** As of `Memory`: the first place that stores such. */
export type Given = Pick<Memory, 'kind' | 'by' | 'place'>;

/** What one value is: memory of a kind, NULL, or something else. */
type Stored = Given | 'null' | 'other';

/** A store to the member; the struct where the variable before it tells. */
interface Store {
  struct: string | null;
  value: Stored;
}

const known = new WeakMap<FileFacts, Map<string, Store[]>>();

/**
 * Returns what stands in a member: null where nobody in the module stores an allocation there, or not all agree.
 *
 * @param struct of the object, where that is known; then stores to members of other structs do not count
 */
export function memoryOfMember(field: string, struct: string | null, x: Frame): Given | null {
  x.context.members.add(field);
  const [folder = ''] = foldersOfModule(x.file.path);
  let found: Given | null = null;
  for (const facts of x.context.program.files.values()) {
    const { path } = facts.file;
    if (!path.startsWith(folder) || !isNamedIn(field, facts.file)) continue;
    for (const store of storesIn(facts, field)) {
      if (store.value === 'null' || (struct !== null && store.struct !== null && store.struct !== struct))
        continue;
      if (store.value === 'other' || (found !== null && store.value.kind !== found.kind)) return null;
      found ??= store.value;
    }
  }
  return found;
}

function storesIn(facts: FileFacts, field: string): Store[] {
  let members = known.get(facts);
  if (!members) {
    members = new Map();
    known.set(facts, members);
  }
  let stores = members.get(field);
  if (!stores) {
    stores = [
      ...facts.functions.filter((one) => namesIn(one).has(field)).flatMap((one) => storesOf(one, field)),
      // An initializer at file scope names no memory that was allocated.
      ...facts.variablesNaming(field).map((): Store => ({ struct: null, value: 'other' })),
    ];
    members.set(field, stores);
  }
  return stores;
}

function storesOf(definition: FunctionDefinition, field: string): Store[] {
  const found: Store[] = [];
  for (const variant of definition.variants()) {
    const locals = readLocals(variant);
    const structOf = (e: Expression): string | null =>
      e.kind === 'member' && e.object.kind === 'identifier'
        ? structIn(locals.get(e.object.name)?.type ?? '')
        : null;
    const isMember = (e: Expression) => e.kind === 'member' && e.property === field;
    walk(variant.body, (node) => {
      if (node.kind === 'assignment' && isMember(node.target)) {
        const value = node.op === '=' ? stored(node.value, locals, definition, new Set()) : 'other';
        found.push({ struct: structOf(node.target), value });
      } else if (node.kind === 'unary' && node.op === '&' && isMember(node.operand))
        found.push({ struct: structOf(node.operand), value: 'other' });
      else if (node.kind === 'update' && isMember(node.operand))
        found.push({ struct: structOf(node.operand), value: 'other' });
      else if (node.kind === 'list')
        for (const { path, value } of node.entries)
          if (path.at(-1)?.field === field)
            found.push({ struct: null, value: stored(value, locals, definition, new Set()) });
    });
  }
  return found;
}

/** What an expression gives, through casts, both arms of a conditional and local variables. */
function stored(
  e: Expression,
  locals: ReadonlyMap<string, Local>,
  definition: FunctionDefinition,
  seen: Set<string>,
): Stored {
  const again = (next: Expression) => stored(next, locals, definition, seen);
  switch (e.kind) {
    case 'cast':
    case 'assignment':
      return again(e.value);
    case 'conditional':
      return e.yes === null ? 'other' : agreed([again(e.yes), again(e.no)]);
    case 'number':
      return e.value === 0 ? 'null' : 'other';
    case 'call': {
      const name = e.callee.kind === 'identifier' ? e.callee.name : '';
      const allocator = ALLOCATORS.get(name);
      if (allocator === undefined) return 'other';
      const place = { file: definition.file, start: e.start, end: e.end };
      return { kind: allocator.kind, by: `${name}()`, place };
    }
    case 'identifier': {
      if (e.name === 'NULL') return 'null';
      const local = locals.get(e.name);
      if (local === undefined || local.isParameter || local.values.length === 0 || seen.has(e.name))
        return 'other';
      seen.add(e.name);
      return agreed(local.values.map(again));
    }
    default:
      return 'other';
  }
}

/** One kind of memory where all that is not NULL is of that kind. */
function agreed(values: readonly Stored[]): Stored {
  const [first, ...others] = values.filter((value) => value !== 'null');
  if (first === undefined) return 'null';
  if (first === 'other') return 'other';
  return others.every((value) => value !== 'other' && value.kind === first.kind) ? first : 'other';
}
