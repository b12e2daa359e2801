// SPDX-License-Identifier: GPL-2.0-only
/**
 * Fields that a function tests, and takes the lock of the same object only behind the test, while all others of its file
 * read them under that lock. Told by the graphs, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import type { Graph, Instruction, Pure, Terminator } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import { expressionsOf } from '../cfg/reaches.ts';
import { walk } from '../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { eachUnderLocks, KEEPS_OUT, lockName } from './heldLocks.ts';

export interface TestedBefore extends Span {
  field: string;
  lock: string;
  /** Where the lock is taken, and a function that reads the field under it. */
  locked: Span;
  other: Span & { definition: FunctionDefinition };
}

export function testedBefore(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): TestedBefore[] {
  const { text } = definition.file;
  const tests = graph.blocks.flatMap(({ end }) => {
    const taken = takenBehind(end, graph, context, text);
    return end.t === 'branch' && taken !== null ? [{ test: end.test, taken }] : [];
  });
  const uses = tests.length > 0 ? usesIn(graph, context, text) : [];
  return tests.flatMap(({ test, taken }) =>
    uses.flatMap((use): TestedBefore[] => {
      const { field, object, held, at } = use;
      if (!contains(test, at) || object !== taken.object) return [];
      // A second look under the lock is how it is done.
      if (held.size > 0 || uses.filter((one) => one.field === field).length > 1) return [];
      const other = readFirstUnder(taken.lock, use, definition, context);
      if (other === null) return [];
      const { lock, start, end } = taken;
      return [{ field, lock, start: at.start, end: at.end, locked: { start, end }, other }];
    }),
  );
}

/** The lock that is taken first on one way from a test, and not on the other. */
function takenBehind(end: Terminator, { blocks }: Graph, context: AnalysisContext, text: string) {
  if (end.t !== 'branch') return null;
  const [yes, no] = [end.yes, end.no].map((at) => takenFirst(blocks[at]?.instructions[0], context, text));
  return yes && no ? null : (yes ?? no ?? null);
}

/** Where another function takes the lock for nothing but that field; null where not all others read it under that. */
function readFirstUnder(
  lock: string,
  { field, struct }: Use,
  own: FunctionDefinition,
  context: AnalysisContext,
): TestedBefore['other'] | null {
  const { file } = own;
  const functions = context.program.files.get(file.path)?.functions ?? [];
  const others = functions
    .filter((definition) => definition !== own && namesIn(definition).has(field))
    .flatMap((definition) =>
      graphsOf(definition, context).flatMap((graph) =>
        usesIn(graph, context, file.text)
          .filter((use) => use.field === field && use.struct === struct)
          .map((use) => ({ use, graph, definition })),
      ),
    );
  if (!others.every(({ use }) => use.held.has(lock))) return null;
  // One that takes it for nothing but that field says what it is there for.
  const first = others.find(({ use, graph }) => isTestedFirst(use, lock, graph, context, file.text));
  if (first === undefined) return null;
  const { use, definition } = first;
  return { start: use.at.start, end: use.at.end, definition };
}

/** The lock is taken right before it is tested. */
function isTestedFirst(
  { at }: Use,
  lock: string,
  { blocks }: Graph,
  context: AnalysisContext,
  text: string,
): boolean {
  return blocks.some(
    ({ instructions, end }) =>
      end.t === 'branch' &&
      contains(end.test, at) &&
      takenFirst(instructions.at(-1), context, text)?.lock === lock,
  );
}

const contains = (outer: Span, inner: Span) => outer.start <= inner.start && inner.end <= outer.end;

/** The lock that an instruction takes, of an object that a variable points to. */
function takenFirst(i: Instruction | undefined, { helpers }: AnalysisContext, text: string) {
  if (i?.op !== 'call' || i.callee.k !== 'name') return null;
  const helper = helpers.get(i.callee.name);
  const locks = helper === undefined ? [] : locksOf(helper, i, text);
  const [taken] = locks.filter(({ verb, kind }) => verb === 'lock' && KEEPS_OUT.has(kind));
  const object = i.args[0] === undefined ? null : ownerOf(i.args[0]);
  if (taken === undefined || object === null) return null;
  return { lock: lockName(taken.lock), object, start: i.start, end: i.end };
}

/** `foo` of `&foo->part.lock`. */
function ownerOf(e: Pure): string | null {
  if (e.k === 'address') return ownerOf(e.of);
  if (e.k !== 'member') return null;
  return e.arrow && e.object.k === 'name' ? e.object.name : ownerOf(e.object);
}

interface Use {
  field: string;
  object: string;
  struct: string;
  held: ReadonlySet<string>;
  at: Pure;
}

/** Where fields are read or written of what variables of a known struct point to, with the locks that are held there. */
function usesIn(graph: Graph, { helpers }: AnalysisContext, text: string): Use[] {
  const found: Use[] = [];
  const look = (e: Pure, held: ReadonlySet<string>) =>
    walk(e, (part) => {
      if (part.k !== 'member' || !part.arrow || part.object.k !== 'name') return;
      const struct = structOf(part.object, graph);
      if (struct !== null)
        found.push({ field: part.field, object: part.object.name, struct, held, at: part });
    });
  eachUnderLocks(graph, helpers, text, (i, held) => {
    for (const e of expressionsOf(i)) look(e, held);
  });
  return found;
}
