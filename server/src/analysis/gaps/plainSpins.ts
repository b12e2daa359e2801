// SPDX-License-Identifier: GPL-2.0-only
/**
 * Spinlocks that a function takes with interrupts on, while every other function of its file turns them off for the same
 * field: `spin_lock(&foo->lock)` beside `spin_lock_irqsave(&foo->lock, flags)`. Told by the graphs, without values.
 */
import type { FunctionDefinition } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import type { Span } from '../../text/source.ts';
import type { Graph, Pure } from '../cfg/cfg.ts';
import { structOf } from '../cfg/graphFacts.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';

export interface PlainSpin extends Span {
  /** The field that the lock is, and in how many other functions. */
  field: string;
  others: number;
  /** Where one of them takes it. */
  other: Span;
}

const PLAIN: ReadonlySet<string> = new Set(['spin_lock', 'raw_spin_lock', 'spinlock', 'raw_spinlock']);
const SAVING: ReadonlySet<string> = new Set([
  'spin_lock_irqsave',
  'raw_spin_lock_irqsave',
  'spinlock_irqsave',
  'raw_spinlock_irqsave',
]);

/** As few others say nothing of an interrupt. */
const LEAST_OTHERS = 3;

interface Taken extends Span {
  by: string;
  field: string;
  struct: string;
}

export function plainSpinsOf(
  definition: FunctionDefinition,
  graph: Graph,
  context: AnalysisContext,
): PlainSpin[] {
  if ([...namesIn(definition)].some((name) => name.includes('irq'))) return [];
  const own = takenIn(graph).filter(({ by }) => PLAIN.has(by));
  if (own.length === 0) return [];
  const functions = context.program.files.get(definition.file.path)?.functions ?? [];
  return own.flatMap((one) => {
    const all = functions
      .filter((other) => other !== definition && namesIn(other).has(one.field))
      .map((other) =>
        graphsOf(other, context)
          .flatMap(takenIn)
          .filter(({ field, struct }) => field === one.field && struct === one.struct),
      )
      .filter((taken) => taken.length > 0);
    const other = all[0]?.[0];
    if (other === undefined || all.length < LEAST_OTHERS) return [];
    if (!all.every((taken) => taken.every(({ by }) => SAVING.has(by)))) return [];
    const { field, start, end } = one;
    return [{ field, start, end, others: all.length, other }];
  });
}

/** The spinlocks that it takes which are fields of a struct that is known. */
function takenIn({ blocks, types }: Graph): Taken[] {
  return blocks.flatMap(({ instructions }) =>
    instructions.flatMap((i): Taken[] => {
      const by =
        i.op === 'guard' && !i.release
          ? i.lockClass
          : i.op === 'call' && i.callee.k === 'name'
            ? i.callee.name
            : '';
      if (!(PLAIN.has(by) || SAVING.has(by)) || (i.op !== 'call' && i.op !== 'guard')) return [];
      const lock = lockOf(i.args[0], types);
      return lock === null ? [] : [{ by, ...lock, start: i.start, end: i.end }];
    }),
  );
}

function lockOf(arg: Pure | undefined, types: Graph['types']): { field: string; struct: string } | null {
  if (arg?.k !== 'address' || arg.of.k !== 'member') return null;
  const struct = structOf(arg.of.object, { types });
  return struct === null ? null : { field: arg.of.field, struct };
}
