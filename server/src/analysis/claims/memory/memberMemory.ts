// SPDX-License-Identifier: GPL-2.0-only
/** What kind of memory stands in a member: told by all that the loaded files of the module store there. */
import { structIn } from '../../../facts/declarations/structIn.ts';
import { definesStruct } from '../../../facts/declarations/structs.ts';
import { type Local, readLocals } from '../../../facts/functions/locals.ts';
import { walk } from '../../../facts/functions/visit.ts';
import { foldersOfModule } from '../../../facts/mappings/ownMembers.ts';
import type { FileFacts, FunctionDefinition } from '../../../facts/model.ts';
import { isNamedIn, namesIn } from '../../../facts/names/words.ts';
import type { Expression } from '../../../syntax/ast.ts';
import type { Frame } from '../../engine/frame.ts';
import { ALLOCATORS, isOfSlab, type MemoryKind, type Taker } from '../../models/allocators.ts';
import type { Memory } from '../../state/properties/memory.ts';

/** As of `Memory`: the first place that stores such. */
export type Given = Pick<Memory, 'kind' | 'by' | 'place'>;

/** What one value is: memory of a kind, NULL, the address that another driver has mapped its own memory at, or something else. */
type Stored = Given | Member | 'null' | 'foreign' | 'other';

/** What another member holds. */
interface Member {
  member: string;
  struct: string | null;
}

/** From member to member no further than this. */
const MOST_MEMBERS = 3;

/** A store to the member; the struct where the variable before it tells. */
interface Store {
  struct: string | null;
  value: Stored;
}

const known = new WeakMap<FileFacts, Map<string, Store[]>>();

/**
 * Returns memory that is stored in a member, where all that is stored there is wrong for a call: null where nobody in
 * the module stores an allocation there, or some of it may be right.
 *
 * @param struct of the object, where that is known; then stores to members of other structs do not count
 */
export function memoryOfMember(
  field: string,
  struct: string | null,
  taker: Taker,
  x: Frame,
  depth = 0,
): Given | null {
  const { wrong } = taker;
  x.context.members.add(field);
  const [folder = ''] = foldersOfModule(x.file.path);
  let found: Given | null = null;
  for (const facts of filesThatKnow(struct, x)) {
    const { path } = facts.file;
    if (!path.startsWith(folder) || !isNamedIn(field, facts.file)) continue;
    for (const store of storesIn(facts, field)) {
      if (store.value === 'null' || (struct !== null && store.struct !== null && store.struct !== struct))
        continue;
      // Whoever hands out a buffer maps it to user space by a function of its own.
      if (store.value === 'foreign' && OF_VMALLOC.every((kind) => wrong.has(kind))) continue;
      if (typeof store.value !== 'string' && 'member' in store.value) {
        const { member, struct: other } = store.value;
        const further = depth < MOST_MEMBERS ? memoryOfMember(member, other, taker, x, depth + 1) : null;
        if (further === null) return null;
        found ??= further;
        continue;
      }
      if (store.value === 'other' || store.value === 'foreign' || !wrong.has(store.value.kind)) return null;
      if (found === null || (found.kind !== 'vmalloc' && store.value.kind === 'vmalloc')) found = store.value;
    }
  }
  return found;
}

/** The loaded files; that of the function alone where it is the one that defines the struct. */
function filesThatKnow(struct: string | null, { context: { program }, file }: Frame): Iterable<FileFacts> {
  const own = file.path.endsWith('.c') ? program.files.get(file.path) : undefined;
  return own !== undefined && struct !== null && definesStruct(struct, own) ? [own] : program.files.values();
}

/** Where both are wrong, only memory that was allocated for user space is right. */
const OF_VMALLOC: readonly MemoryKind[] = ['vmalloc', 'linear', 'slab'];

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
      ...facts
        .variablesNaming(field)
        .map(({ declarator }): Store => ({ struct: structIn(declarator.type), value: 'other' })),
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
        if (STEPS.has(node.op)) return;
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

/** To another place of the same memory. */
const STEPS: ReadonlySet<string> = new Set(['+=', '-=']);

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
      const [size] = e.args;
      const isOnePage = size?.kind === 'identifier' && size.name === 'PAGE_SIZE';
      const kind = allocator.kind === 'linear' && isOfSlab(name, isOnePage) ? 'slab' : allocator.kind;
      return { kind, by: `${name}()`, place };
    }
    case 'member': {
      const { object, property } = e;
      const type = object.kind === 'identifier' ? locals.get(object.name)?.type : undefined;
      if (property.startsWith('vaddr') && BUFFER_MAPS.has(structIn(type ?? '') ?? '')) return 'foreign';
      return { member: property, struct: structIn(type ?? '') };
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

/** What `dma_buf_vmap()` and its kin fill in. */
const BUFFER_MAPS: ReadonlySet<string> = new Set(['iosys_map', 'dma_buf_map']);

const areSame = (one: Member, other: Given | Member) =>
  'member' in other && one.member === other.member && one.struct === other.struct;

/** One kind of memory where all that is not NULL is of that kind. */
function agreed(values: readonly Stored[]): Stored {
  const [first, ...others] = values.filter((value) => value !== 'null');
  if (first === undefined) return 'null';
  if (typeof first === 'string') return others.every((value) => value === first) ? first : 'other';
  const isSame = (value: Stored) =>
    typeof value !== 'string' &&
    ('member' in first ? areSame(first, value) : 'kind' in value && value.kind === first.kind);
  return others.every(isSame) ? first : 'other';
}
