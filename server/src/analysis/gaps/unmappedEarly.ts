// SPDX-License-Identifier: GPL-2.0-only
/**
 * Functions of the file that take a mapping away from user space, and only then take the lock of the fault handler and
 * change what it reads under it: a fault in between maps again. Told by the graphs, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Span } from '../../text/source.ts';
import type { CallInstruction, Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import { blocksBehind } from '../cfg/reaches.ts';
import { walk } from '../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { eachUnderLocks } from './heldLocks.ts';

export interface UnmappedEarly extends Span {
  definition: FunctionDefinition;
  field: string;
  lock: string;
  /** Where it is changed. */
  changed: Span;
}

const UNMAPS: ReadonlySet<string> = new Set(['unmap_mapping_range', 'unmap_mapping_pages', 'zap_vma_ptes']);

const WRITES: ReadonlySet<string> = new Set([
  'atomic_set',
  'atomic_set_release',
  'atomic_xchg',
  'atomic_cmpxchg',
  'WRITE_ONCE',
  'smp_store_release',
  'set_bit',
  'clear_bit',
]);

/** @param handler of faults */
export function unmappedEarly(
  handler: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): UnmappedEarly[] {
  const { file } = handler;
  const functions = context.program.files.get(file.path)?.functions ?? [];
  const others = functions.filter(
    (one) => one !== handler && [...UNMAPS].some((name) => namesIn(one).has(name)),
  );
  if (others.length === 0) return [];
  // When they change, what is said of the handler does.
  for (const { name } of others) context.asked.get(handler)?.add(name);
  const read = readUnderLocks(graph, context, file.text);
  if (read.size === 0) return [];
  return others.flatMap((definition) =>
    graphsOf(definition, context).flatMap((one) => {
      const early = earlyIn(one, read, context, file.text);
      return early === null ? [] : [{ definition, ...early }];
    }),
  );
}

/** The locks that are held wherever a field is read, by struct and field. */
function readUnderLocks(graph: Graph, { helpers }: AnalysisContext, text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  eachUnderLocks(graph, helpers, text, (i, held) => {
    const all = i.op === 'call' ? i.args : i.op === 'assign' || i.op === 'read' ? [i.value] : [];
    for (const e of all)
      walk(e, (part) => {
        const key = fieldOf(part, graph);
        if (key === null) return;
        const before = found.get(key);
        found.set(key, new Set([...held].filter((lock) => before === undefined || before.has(lock))));
      });
  });
  return found;
}

function earlyIn(
  graph: Graph,
  read: ReadonlyMap<string, ReadonlySet<string>>,
  { helpers }: AnalysisContext,
  text: string,
): Omit<UnmappedEarly, 'definition'> | null {
  const held = new Map<Instruction, ReadonlySet<string>>();
  eachUnderLocks(graph, helpers, text, (i, locks) => void held.set(i, locks));
  const all = graph.blocks.flatMap(({ instructions }, block) =>
    instructions.map((i, at) => ({ i, block, at })),
  );
  const comesBefore = (a: (typeof all)[number], b: (typeof all)[number]) =>
    (a.block === b.block && a.at < b.at) || blocksBehind(a.block, graph).has(b.block);
  const unmaps = all.filter(({ i }) => isUnmap(i));
  for (const unmap of unmaps)
    for (const write of all) {
      const key = writtenBy(write.i, graph);
      const lock =
        key === null ? undefined : [...(read.get(key) ?? [])].find((one) => held.get(write.i)?.has(one));
      if (key === null || lock === undefined || !comesBefore(unmap, write)) continue;
      // Held around both, or changed before, or taken away once more.
      if (held.get(unmap.i)?.has(lock)) continue;
      if (all.some((one) => writtenBy(one.i, graph) === key && comesBefore(one, unmap))) continue;
      if (unmaps.some((one) => one.block === write.block && one.at > write.at)) continue;
      const { start, end } = unmap.i;
      const field = key.slice(key.indexOf(' ') + 1);
      return { start, end, field, lock, changed: { start: write.i.start, end: write.i.end } };
    }
  return null;
}

const isUnmap = (i: Instruction): i is CallInstruction =>
  i.op === 'call' && i.callee.k === 'name' && UNMAPS.has(i.callee.name);

function writtenBy(i: Instruction, graph: Graph): string | null {
  if (i.op === 'assign') return fieldOf(i.target, graph);
  if (i.op !== 'call' || i.callee.k !== 'name' || !WRITES.has(i.callee.name)) return null;
  for (const arg of i.args) {
    const key = fieldOf(arg.k === 'address' ? arg.of : arg, graph);
    if (key !== null) return key;
  }
  return null;
}

/** `foo part.state` of `&foo->part.state`, where `foo` points to a `struct foo`. */
function fieldOf(e: Pure, graph: Graph): string | null {
  const steps: string[] = [];
  let at = e;
  for (; at.k === 'member'; at = at.object) steps.unshift(at.field);
  const struct = steps.length > 0 ? structOf(at, graph) : null;
  return struct === null ? null : `${struct} ${steps.join('.')}`;
}
