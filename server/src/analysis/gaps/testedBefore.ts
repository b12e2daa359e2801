// SPDX-License-Identifier: GPL-2.0-only
/**
 * Fields that a function tests, and takes the lock of the same object only behind the test, while all others of its file
 * read them under that lock. Told by the graphs, without values.
 */
import { structIn } from '../../facts/declarations/structIn.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Span } from '../../text/source.ts';
import { locksOf } from '../calls/lockFlow.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
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
  const { program } = context;
  const { file } = definition;
  const uses = usesIn(graph, context, file.text);
  const functions = program.files.get(file.path)?.functions ?? [];
  return graph.blocks.flatMap(({ end }): TestedBefore[] => {
    if (end.t !== 'branch') return [];
    const [yes, no] = [end.yes, end.no].map((at) =>
      takenFirst(graph.blocks[at]?.instructions[0], context, file.text),
    );
    const taken = yes ?? no;
    if (taken === undefined || taken === null || (yes && no)) return [];
    const own = uses.filter(({ at, object }) => contains(end.test, at) && object === taken.object);
    return own.flatMap((use): TestedBefore[] => {
      const { field, struct, held, at } = use;
      // A second look under the lock is how it is done.
      if (held.size > 0 || uses.filter((one) => one.field === field).length > 1) return [];
      const others = functions
        .filter((other) => other !== definition && namesIn(other).has(field))
        .flatMap((other) =>
          graphsOf(other, context).flatMap((one) =>
            usesIn(one, context, file.text)
              .filter((all) => all.field === field && all.struct === struct)
              .map((all) => ({
                ...all,
                definition: other,
                isFirst: isTestedFirst(all, taken.lock, one, context, file.text),
              })),
          ),
        );
      if (!others.every((one) => one.held.has(taken.lock))) return [];
      // One that takes it for nothing but that field says what it is there for.
      const other = others.find((one) => one.isFirst);
      if (other === undefined) return [];
      return [
        {
          field,
          lock: taken.lock,
          start: at.start,
          end: at.end,
          locked: { start: taken.start, end: taken.end },
          other: { start: other.at.start, end: other.at.end, definition: other.definition },
        },
      ];
    });
  });
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
      const struct = structIn(graph.types.get(part.object.name) ?? '');
      if (struct !== null)
        found.push({ field: part.field, object: part.object.name, struct, held, at: part });
    });
  eachUnderLocks(graph, helpers, text, (i, held) => {
    if (i.op === 'assign') {
      look(i.value, held);
      look(i.target, held);
    } else if (i.op === 'call') for (const arg of i.args) look(arg, held);
    else if (i.op === 'read') look(i.value, held);
  });
  return found;
}
