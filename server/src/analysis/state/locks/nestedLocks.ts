// SPDX-License-Identifier: GPL-2.0-only
/**
 * Locks that one function takes and another gives back, both only for the outermost user of a count: `begin()` takes it
 * where it stores `ti->count = 0`, `commit()` gives it back where `ti->count` is 0. What has run between may have made the
 * analysis forget that number, and then a way on which the lock is kept is none that the code has.
 */
import type { FunctionDefinition } from '../../../facts/model.ts';
import { namesAt } from '../../../facts/names/words.ts';
import type { SourceFile } from '../../../text/source.ts';
import { givenBackByText, isGivenBack } from '../../calls/givenBack.ts';
import { callsIn, nameOf } from '../../cfg/called.ts';
import type { Graph, Pure } from '../../cfg/cfg.ts';
import { factsOf, structOf } from '../../cfg/graphFacts.ts';
import { walk } from '../../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import type { LockEntry } from '../properties/locks.ts';
import type { Symbols } from '../symbols.ts';

/**
 * Says whether a function that may give the lock back decides about that by a member which the taker stores to.
 *
 * @param giver the function, by its name in a file
 */
export function isNested(
  lock: LockEntry,
  giver: string,
  from: SourceFile,
  context: AnalysisContext,
  symbols: Symbols,
): boolean {
  if (!lock.byCallee) return false;
  const [taker] = namesAt(lock.place);
  if (taker === undefined || taker === giver) return false;
  const given = givenBackByText(giver, from, context);
  if (given === null || !isGivenBack(lock, given, symbols)) return false;
  const asked = membersOf(giver, from, 0, context, askedIn);
  return asked.size > 0 && shareAny(asked, membersOf(taker, lock.place.file, DEPTH, context, storedIn));
}

/** How many calls below the taker. */
const DEPTH = 2;

/** Members by the struct that has them, `*` where nothing tells it. */
type Members = ReadonlyMap<string, string>;

function shareAny(asked: Members, stored: Members): boolean {
  for (const [field, struct] of asked) {
    const other = stored.get(field);
    if (other !== undefined && (other === struct || other === ANY || struct === ANY)) return true;
  }
  return false;
}

const ANY = '*';

function membersOf(
  name: string,
  from: SourceFile,
  depth: number,
  context: AnalysisContext,
  read: (graph: Graph) => Members,
): Members {
  const found = new Map<string, string>();
  for (const definition of context.program.peek(name, from))
    collect(definition, depth, context, read, found, new Set());
  return found;
}

function collect(
  definition: FunctionDefinition,
  depth: number,
  context: AnalysisContext,
  read: (graph: Graph) => Members,
  found: Map<string, string>,
  seen: Set<FunctionDefinition>,
): void {
  if (seen.has(definition)) return;
  seen.add(definition);
  for (const graph of graphsOf(definition, context)) {
    for (const [field, struct] of read(graph)) found.set(field, struct);
    if (depth === 0) continue;
    for (const call of callsIn(graph))
      for (const inner of nameOf(call) === '' ? [] : context.program.peek(nameOf(call), definition.file))
        collect(inner, depth - 1, context, read, found, seen);
  }
}

function storedIn(graph: Graph): Members {
  const found = new Map<string, string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions)
      if (i.op === 'assign' && i.target.k === 'member')
        found.set(i.target.field, structOf(i.target.object, graph) ?? ANY);
  return found;
}

function askedIn(graph: Graph): Members {
  const found = new Map<string, string>();
  const look = (e: Pure, isVariable: boolean) =>
    walk(e, (part) => {
      if (part.k === 'member') found.set(part.field, structOf(part.object, graph) ?? ANY);
      else if (part.k === 'name' && isVariable)
        for (const value of factsOf(graph).storesTo(part.name)) look(value, false);
    });
  for (const { end } of graph.blocks) if (end.t === 'branch') look(end.test, true);
  return found;
}
