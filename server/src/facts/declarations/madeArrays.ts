// SPDX-License-Identifier: GPL-2.0-only
/** Arrays that the module allocates for as many elements as a field says: `foo->bufs = kcalloc(foo->max, ..)`. */
import type { Expression } from '../../syntax/ast.ts';
import { type Local, readLocals } from '../functions/locals.ts';
import { walk } from '../functions/visit.ts';
import { foldersOfModule } from '../mappings/ownMembers.ts';
import type { FileFacts, Program } from '../model.ts';
import { isNamedIn, namesIn } from '../names/words.ts';

/** Which argument says how many elements there are. */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ...[
    'kcalloc',
    'kmalloc_array',
    'kvcalloc',
    'kvmalloc_array',
    'vcalloc',
    'vmalloc_array',
    '__vcalloc',
    '__vmalloc_array',
  ].map((name) => [name, 0] as const),
  ...['kcalloc_node', 'kmalloc_array_node', 'kvcalloc_node'].map((name) => [name, 0] as const),
  ...['devm_kcalloc', 'devm_kmalloc_array'].map((name) => [name, 1] as const),
]);

/** Those that are told the size of it all: `kvmalloc(foo->max * sizeof(*foo->bufs), ..)`. */
const SIZES: ReadonlySet<string> = new Set([
  ...[
    'kmalloc',
    'kzalloc',
    'kmalloc_node',
    'kzalloc_node',
    'kvmalloc',
    'kvzalloc',
    'kvmalloc_node',
    'kvzalloc_node',
  ],
  ...['vmalloc', 'vzalloc', 'vmalloc_node', 'vzalloc_node'],
]);

/** Says whether all allocations that the module stores in the one member have as many elements as the other says. */
export function isMadeFor(array: string, count: string, path: string, program: Program): boolean {
  const [folder = ''] = foldersOfModule(path);
  let isMade = false;
  for (const facts of program.files.values()) {
    if (!facts.file.path.startsWith(folder) || !isNamedIn(array, facts.file)) continue;
    for (const one of countsIn(facts, array)) {
      if (one !== count) return false;
      isMade = true;
    }
  }
  return isMade;
}

const known = new WeakMap<FileFacts, Map<string, (string | null)[]>>();

/** The members by which what is stored in a member is counted; null for what is no such allocation. */
function countsIn(facts: FileFacts, array: string): (string | null)[] {
  let byArray = known.get(facts);
  if (!byArray) {
    byArray = new Map();
    known.set(facts, byArray);
  }
  let found = byArray.get(array);
  if (!found) {
    found = [];
    for (const one of facts.functions)
      if (namesIn(one).has(array))
        for (const variant of one.variants()) {
          const locals = readLocals(variant);
          walk(variant.body, (node) => {
            if (node.kind !== 'assignment' || node.op !== '=') return;
            const { target, value } = node;
            if (target.kind !== 'member' || target.property !== array || isNull(value)) return;
            found?.push(countOf(value, locals));
          });
        }
    byArray.set(array, found);
  }
  return found;
}

const isNull = (e: Expression) =>
  (e.kind === 'identifier' && e.name === 'NULL') || (e.kind === 'number' && e.value === 0);

function countOf(e: Expression, locals: ReadonlyMap<string, Local>): string | null {
  if (e.kind === 'cast') return countOf(e.value, locals);
  if (e.kind === 'identifier') {
    const [only, ...others] = locals.get(e.name)?.values.filter((value) => !isNull(value)) ?? [];
    return only === undefined || others.length > 0 || only.kind === 'identifier'
      ? null
      : countOf(only, locals);
  }
  if (e.kind !== 'call' || e.callee.kind !== 'identifier') return null;
  const argument = COUNTS.get(e.callee.name);
  const count = argument === undefined ? null : (e.args[argument] ?? null);
  const [size] = e.args;
  return memberOf(SIZES.has(e.callee.name) && size ? factorOf(size) : count);
}

/** What the size of one element is multiplied by. */
function factorOf(e: Expression): Expression | null {
  const isProduct =
    e.kind === 'call' && e.callee.kind === 'identifier' && PRODUCTS.has(e.callee.name) && e.args.length === 2;
  const [left, right] =
    e.kind === 'binary' && e.op === '*' ? [e.left, e.right] : isProduct ? e.args : [undefined, undefined];
  if (left === undefined || right === undefined) return null;
  if (left.kind === 'sizeof') return right;
  return right.kind === 'sizeof' ? left : null;
}

const PRODUCTS: ReadonlySet<string> = new Set(['array_size', 'size_mul']);

function memberOf(e: Expression | null): string | null {
  return e?.kind === 'member' ? e.property : null;
}
