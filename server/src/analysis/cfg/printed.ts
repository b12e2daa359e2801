// SPDX-License-Identifier: GPL-2.0-only
/** What is only printed, or evaluated for nothing: it reaches no memory, whatever it is. */
import { remembered } from '../../text/remembered.ts';
import type { CallInstruction, Graph, Instruction, Pure, Terminator } from './cfg.ts';
import { factsOf } from './graphFacts.ts';
import { expressionsOf } from './reaches.ts';
import { walk } from './walk.ts';
import { variableOf } from './writeTests.ts';

/** Says whether an instruction prints what it evaluates, or leaves it in a variable that is only printed. */
export function isForPrint(graph: Graph, i: Instruction | Terminator): boolean {
  if (isPrint(i)) return true;
  const target = 'op' in i && i.op === 'assign' ? variableOf(i.target) : null;
  return target !== null && printedOf(graph).has(target);
}

/** Says whether the result of a call is only printed. */
export const isResultPrinted = (graph: Graph, { result, used }: CallInstruction) =>
  used && printedOf(graph).has(`%${result}`);

const isPrint = (i: Instruction | Terminator) =>
  'op' in i && (i.op === 'read' || (i.op === 'call' && i.args.some(({ k }) => k === 'string')));

/** Locals and temporaries (`%n`) that are read where something is printed, and nowhere else. */
const printedOf: (graph: Graph) => ReadonlySet<string> = remembered(findPrinted);

function findPrinted(graph: Graph): ReadonlySet<string> {
  /** Where each is read: by what prints it (''), by what sets another, or by anything else (null). */
  const readers = new Map<string, Set<string | null>>();
  for (const { instructions, end } of graph.blocks)
    for (const i of [...instructions, end]) {
      const reader = readerOf(i);
      const all = 'op' in i && i.op === 'assign' && variableOf(i.target) !== null ? [i.value] : readIn(i);
      for (const e of all)
        walk(e, (part) => {
          for (const name of part.k === 'unknown' ? part.names : [variableOf(part)]) {
            if (name !== null) readers.set(name, (readers.get(name) ?? new Set()).add(reader));
          }
        });
    }
  const { addressTaken } = factsOf(graph).liveness;
  const printed = new Set<string>();
  const isLocal = (name: string) => name.startsWith('%') || graph.types.has(name);
  for (let before = -1; before < printed.size; ) {
    before = printed.size;
    for (const [name, by] of readers)
      if (isLocal(name) && !addressTaken.has(name))
        if ([...by].every((reader) => reader !== null && (reader === '' || printed.has(reader))))
          printed.add(name);
  }
  return printed;
}

function readerOf(i: Instruction | Terminator): string | null {
  if (!('op' in i)) return null;
  if (i.op === 'read') return '';
  if (i.op === 'call') return isPrint(i) && !i.used ? '' : null;
  return i.op === 'assign' ? variableOf(i.target) : null;
}

function readIn(i: Instruction | Terminator): Pure[] {
  if ('op' in i && i.op === 'call') return [i.callee, ...i.args];
  return 'op' in i && i.op === 'guard' ? i.args : expressionsOf(i);
}
