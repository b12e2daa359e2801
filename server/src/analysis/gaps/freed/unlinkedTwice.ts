// SPDX-License-Identifier: GPL-2.0-only
/**
 * Entries that a function which maps takes out of their list by `list_del(&foo->entry)`, which leaves no list behind, and
 * that the release behind close takes out once more. Told by the graphs, without values.
 */
import type { FunctionDefinition } from '../../../facts/model.ts';
import type { Place } from '../../../text/source.ts';
import { callsIn, nameOf } from '../../cfg/called.ts';
import type { CallInstruction, Graph, Terminator } from '../../cfg/cfg.ts';
import { structOf } from '../../cfg/graphFacts.ts';
import { hasPart } from '../../cfg/walk.ts';
import { type AnalysisContext, graphsOf } from '../../engine/context.ts';
import { walkWays } from '../ways.ts';

export interface UnlinkedTwice {
  field: string;
  place: Place;
  by: string;
  /** In the release. */
  again: Place;
  againBy: string;
  release: string;
}

interface InFile {
  definition: FunctionDefinition;
  graph: Graph;
}

/** Behind these an entry points to nothing: whoever takes it out again follows that. */
const LEAVES_NONE: ReadonlySet<string> = new Set(['list_del', 'hlist_del']);
const FOLLOWS: ReadonlySet<string> = new Set(['list_del', 'list_del_init', 'list_del_rcu', 'hlist_del']);
const PUTS: ReadonlySet<string> = new Set(
  ['list_add list_add_tail list_move list_move_tail INIT_LIST_HEAD INIT_HLIST_NODE hlist_add_head'].flatMap(
    (names) => names.split(' '),
  ),
);

/**
 * @param mapping the function that maps and what it calls in its file
 * @param closing the same of the close handlers of its file
 */
export function unlinkedTwice(
  mapping: readonly InFile[],
  closing: readonly InFile[],
  context: AnalysisContext,
): UnlinkedTwice[] {
  const removals = mapping.flatMap((one) => entriesOf(one, LEAVES_NONE));
  if (removals.length === 0) return [];
  const puts = mapping.flatMap((one) => entriesOf(one, PUTS));
  const releases = closing.flatMap((one) => releasesOf(one, context));
  return removals.flatMap(({ field, struct, call, definition: { file } }) => {
    const isIt = (one: Entry) => one.field === field && one.struct === struct;
    if (struct === null || puts.some(isIt)) return [];
    for (const release of releases) {
      const again = entriesOf(release, FOLLOWS).find(
        (one) => isIt(one) && isCertain(one.call, release.graph),
      );
      if (again)
        return [
          {
            field,
            place: { file, start: call.start, end: call.end },
            by: nameOf(call),
            again: { file: release.definition.file, start: again.call.start, end: again.call.end },
            againBy: nameOf(again.call),
            release: release.definition.name,
          },
        ];
    }
    return [];
  });
}

interface Entry {
  call: CallInstruction;
  field: string;
  struct: string | null;
  definition: FunctionDefinition;
}

function entriesOf({ definition, graph }: InFile, names: ReadonlySet<string>): Entry[] {
  return callsIn(graph).flatMap((call) => {
    const [entry] = call.args;
    if (!names.has(nameOf(call)) || entry?.k !== 'address' || entry.of.k !== 'member') return [];
    return [{ call, field: entry.of.field, struct: structOf(entry.of.object, graph), definition }];
  });
}

/** The functions that a put is handed, to end the object. */
function releasesOf({ definition, graph }: InFile, context: AnalysisContext): InFile[] {
  return callsIn(graph).flatMap((call) => {
    if (nameOf(call) !== 'kref_put') return [];
    const [, release] = call.args;
    if (release?.k !== 'name') return [];
    return context.program
      .peek(release.name, definition.file)
      .flatMap((one) => graphsOf(one, context).map((inner) => ({ definition: one, graph: inner })));
  });
}

/** Each way comes to it, but for those on which the entry is on no list, as list_empty() says. */
function isCertain(call: CallInstruction, graph: Graph): boolean {
  let isLeft = false;
  const isWhole = walkWays<boolean>(graph, {
    start: false,
    keyOf: String,
    through({ instructions, end }, has) {
      const now = has || instructions.includes(call);
      if (end.t === 'return' && !now) isLeft = true;
      return now;
    },
    onto: (end, to, has) =>
      asksList(end, graph) && !has && end.t === 'branch' && to === emptySide(end) ? null : has,
  });
  return isWhole && !isLeft;
}

const asked = (end: Terminator, graph: Graph) =>
  end.t === 'branch' &&
  callsIn(graph).find(
    (i) => ASKS.has(nameOf(i)) && hasPart(end.test, (part) => part.k === 'temp' && part.id === i.result),
  );

const asksList = (end: Terminator, graph: Graph): boolean => Boolean(asked(end, graph));
const ASKS: ReadonlySet<string> = new Set(['list_empty', 'list_empty_careful']);

/** Where a test of list_empty() leads to that says yes. */
function emptySide(end: Terminator & { t: 'branch' }): number {
  return end.test.k === 'unary' && end.test.op === '!' ? end.no : end.yes;
}
