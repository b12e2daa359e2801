// SPDX-License-Identifier: GPL-2.0-only
/** What the rest of a file says of objects that one of its functions finds under a lock: who takes them out, and puts them. */
import type { FunctionDefinition } from '../../facts/model.ts';
import { says } from '../../facts/names/roles.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import { UNLINKS } from '../cfg/lists/listCalls.ts';
import { successors } from '../cfg/simplify.ts';
import { isGet } from '../claims/names.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { givesUpFor } from './freed/givesUp.ts';
import { fieldOf, handleOf, rootOf } from './handles.ts';
import { eachUnderLocks } from './heldLocks.ts';

/** What a callee takes its first reference to: what it is handed, or what hangs on the VMA that it is handed. */
export type Taken = 'object' | 'private';

export interface Owners {
  /** Null for a callee that takes none on some way through it. */
  takenBy(callee: string): Taken | null;
  /** A list has no reference of its own to such an object: what runs at the end of its count takes it out there. */
  isWeaklyListed(struct: string | null, member: string): boolean;
  /** Another function gives back what the field holds, and stores something else there under the lock. */
  isDropped(field: string, locks: ReadonlySet<string>): boolean;
}

export function ownersFor(own: FunctionDefinition, context: AnalysisContext): Owners {
  const { file } = own;
  const others = () => (context.program.files.get(file.path)?.functions ?? []).filter((one) => one !== own);
  return {
    takenBy(callee) {
      const found = context.program.peek(callee, file);
      const [first] = found;
      if (found.length !== 1 || first?.file !== file) return null;
      const ways = graphsOf(first, context).map(takenFirst);
      return ways.every((one) => one === ways[0]) ? (ways[0] ?? null) : null;
    },
    isWeaklyListed: (struct, member) =>
      others()
        .filter((one) => namesIn(one).has('kref') && namesIn(one).has(member))
        .some((one) => graphsOf(one, context).some((graph) => unlinksAtEnd(graph, struct, member))),
    isDropped: (field, locks) =>
      others()
        .filter(
          (one) =>
            namesIn(one).has(field) && [...namesIn(one)].some((name) => says(name, 'givesUp', 'maybe')),
        )
        .some((one) => graphsOf(one, context).some((graph) => drops(graph, field, locks, one, context))),
  };
}

/** On each way through it. */
function takenFirst({ blocks, entry, parameters }: Graph): Taken | null {
  const [first] = parameters;
  if (first === undefined) return null;
  const held = new Set<string>();
  for (const { instructions } of blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.target.k === 'name' && isPrivateOf(i.value, first.name))
        held.add(i.target.name);
  const takes = (i: Instruction): Taken | null => {
    const [arg] = i.op === 'call' && i.callee.k === 'name' && isGet(i.callee.name) ? i.args : [];
    const root = arg === undefined ? null : rootOf(arg);
    if (root === null) return null;
    return held.has(root) ? 'private' : root === first.name ? 'object' : null;
  };
  let found: Taken | null = null;
  const been = new Set<number>();
  const work = [entry];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    if (been.has(at)) continue;
    been.add(at);
    const { instructions, end } = blocks[at] as Graph['blocks'][number];
    const own = instructions.map(takes).find((one) => one !== null);
    if (own !== undefined) found = own;
    else if (end.t === 'return') return null;
    else work.push(...successors(end));
  }
  return found;
}

const isPrivateOf = (e: Pure, vma: string) =>
  e.k === 'member' && e.field === 'vm_private_data' && e.object.k === 'name' && e.object.name === vma;

/** A function for kref_put(), that takes the object out of the list. */
function unlinksAtEnd(graph: Graph, struct: string | null, member: string): boolean {
  const { blocks, parameters } = graph;
  if (!parameters.some(({ type }) => type === 'struct kref *')) return false;
  return blocks.some(({ instructions }) =>
    instructions.some((i) => {
      if (i.op !== 'call' || i.callee.k !== 'name' || !UNLINKS.has(i.callee.name)) return false;
      const entry = i.args[0]?.k === 'address' ? i.args[0].of : null;
      if (entry?.k !== 'member' || entry.field !== member || entry.object.k !== 'name') return false;
      return structOf(entry.object, graph) === struct;
    }),
  );
}

function drops(
  graph: Graph,
  field: string,
  locks: ReadonlySet<string>,
  own: FunctionDefinition,
  context: AnalysisContext,
): boolean {
  const givesUp = givesUpFor(own, context);
  const isField = (e: Pure) => fieldOf(e) === field;
  const loaded = new Set<string>();
  const exchanged = new Set<number>();
  let [isStored, isGiven] = [false, false];
  const isUnder = (held: ReadonlySet<string>) => [...locks].some((lock) => held.has(lock));
  const isIts = (e: Pure) => isField(e) || (e.k === 'temp' && exchanged.has(e.id));
  eachUnderLocks(graph, context.helpers, own.file.text, (i, held) => {
    if (i.op === 'assign' && i.target.k === 'name' && isIts(i.value)) loaded.add(i.target.name);
    if (i.op === 'assign' && isField(i.target)) isStored ||= isUnder(held);
    if (i.op !== 'call' || i.callee.k !== 'name') return;
    const [arg] = i.args;
    if (i.callee.name === 'xchg' && arg?.k === 'address' && isField(arg.of)) {
      exchanged.add(i.result);
      isStored ||= isUnder(held);
    }
    if (givesUp(i.callee.name))
      isGiven ||= i.args.some((one) => isIts(one) || loaded.has(handleOf(one) ?? ''));
  });
  return isStored && isGiven;
}
