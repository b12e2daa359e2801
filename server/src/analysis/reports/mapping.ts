// SPDX-License-Identifier: GPL-2.0-only
/** Analyses a function that maps: what its successful exits leave on the VMA. */

import { CHOSEN_PARAMETERS } from '../../contracts/mappingEntries.ts';
import { isLibraryMap } from '../../facts/mappings/fileMmaps.ts';
import type { FileFacts, FunctionDefinition, OpsTable } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Graph } from '../cfg/cfg.ts';
import { type AnalysisContext, graphsOf } from '../engine/context.ts';
import { enter } from '../engine/entryState.ts';
import { traceOf } from '../engine/events/traces.ts';
import { explore, type RawExit } from '../engine/explorer.ts';
import { Frame } from '../engine/frame.ts';
import { isTold } from '../state/affine.ts';
import { isOfNoLength } from '../state/bounds/lengthOrder.ts';
import { isErrnoAtom, NOT_ZERO } from '../state/domain.ts';
import { VmaFlags } from '../state/knownFlags.ts';
import { flagsOf, setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';
import { balanceOf, firstStoreOf } from './balance.ts';
import { chosenAccesses, sizedIn } from './chosen/accesses.ts';
import { mappingBounds } from './chosen/limits.ts';
import { entryPoints, type Front, frontOf } from './fronts.ts';
import { bareReturns } from './gaps/bareReturns.ts';
import { usesAfterPutOf } from './gaps/freed.ts';
import { graphTells } from './gaps/ofMapping.ts';
import { reachedFree } from './gaps/reached.ts';
import { unclearedIn } from './gaps/uncleared.ts';
import { returnOf } from './handler.ts';
import { keptOnFailure, keptPointers } from './kept.ts';
import { findLeaks } from './leaks.ts';
import type { EntryPoint, MappingExit, MappingReport } from './model/mappings.ts';
import { protectionOf } from './protection.ts';

const MAPPING_BUDGET = 2500;

/**
 * Explores every configuration of an mmap function, or of a helper that is handed the VMA: once for each table that
 * its callers have put on the VMA before.
 */
export function analyseMapping(definition: FunctionDefinition, context: AnalysisContext): MappingReport[] {
  return graphsOf(definition, context).flatMap((graph) =>
    instancesOf(definition, graph, context).map((instance) =>
      exploreInstance(definition, graph, instance, context),
    ),
  );
}

/** Callers of a function that maps which leave the VMA alike. */
interface Instance {
  /** The table that is on the VMA already, by its name in a file. */
  table: { name: string; facts: FileFacts; place: Place } | null;
  /** The caller has put NULL there. */
  isBare: boolean;
  entries: EntryPoint[];
}

function instancesOf(definition: FunctionDefinition, graph: Graph, context: AnalysisContext): Instance[] {
  const instances = new Map<string, Instance>();
  for (const { point, of } of entryPoints(definition, graph, context)) {
    const { beside, members } = of.entry;
    const member = point.contract?.table;
    const name = member === undefined ? undefined : beside.get(member);
    const table = name === undefined ? null : { name, facts: of.facts, place: of.entry.place };
    const isBare = member !== undefined && members !== null && !members.has(member);
    const key = table ? `${name} ${of.facts.file.path}` : isBare ? '0' : '';
    const instance = instances.get(key) ?? { table, isBare, entries: [] };
    instance.entries.push(point);
    instances.set(key, instance);
  }
  return instances.size > 0 ? [...instances.values()] : [{ table: null, isBare: false, entries: [] }];
}

function exploreInstance(
  definition: FunctionDefinition,
  graph: Graph,
  { table, isBare, entries }: Instance,
  context: AnalysisContext,
): MappingReport {
  const x = new Frame(context, definition, graph, {
    budget: MAPPING_BUDGET,
    depth: 0,
    root: 'other',
    explore,
  });
  const state = enter(x);
  const { symbols, program } = context;
  const installed = isBare ? symbols.zero : table && symbols.address(symbols.variable(table.name, false));
  for (const vma of x.vmas) {
    setFlags(state, vma, flagsOnEntry(entries));
    if (installed !== null) state.store(symbols.field(vma, 'vm_ops'), installed);
  }
  if (isLibraryMap(definition)) bindChosen(x, state);
  context.active.add(definition);
  const { exits, events, status } = explore(x, state);
  context.active.delete(definition);
  const vma = [...x.vmas][0];
  const front = isLibraryMap(definition) ? 'nothing' : frontOf(graph, entries);
  const done = vma === undefined ? [] : exits.filter((e) => succeeds(e, graph));
  const before = table && {
    name: table.name,
    place: table.place,
    definition: program.lookupTable(table.name, table.facts.file) ?? null,
  };
  return {
    definition,
    configuration: graph.configuration,
    status,
    isHelper: context.helpers.has(definition.name),
    entries,
    exits: done.map((e) => exitOf(x, e, vma as Sym, front, before)),
    returns: exits.map((e) => returnOf(x, e)),
    releases: events.releases,
    calls: [...events.calls.values()],
    locks: [...events.locks.values()],
    accesses: chosenAccesses(x, front),
    usesAfterPut: [
      ...events.usesAfterPut(x, false),
      ...usesAfterPutOf(reachedFree(definition, graph, context), context),
    ],
    leaks: [...findLeaks(x, exits).values()],
    wrongMemory: [...events.wrong.values()],
    mixedUnits: [...events.mixed.values()],
    uncleared: unclearedIn(x, done, () => null),
    kept: keptPointers(x, done),
    keptOnFailure:
      vma === undefined
        ? []
        : keptOnFailure(
            x,
            exits.filter((e) => !succeeds(e, graph)),
          ),
    balances:
      vma === undefined
        ? []
        : exits
            .filter(({ state }) => !isOfNoLength(state, symbols))
            .map((e) => balanceOf(x, e, succeeds(e, graph), installedTable(x, e, vma, before))),
    unrefused: events.unrefused,
    ...graphTells(x),
  };
}

/** Offset and length come to a function of the library as numbers too: drivers hand it those of the mapping. */
function bindChosen(x: Frame, state: State): void {
  const { symbols } = x.context;
  const [vma] = x.vmas;
  const chosen = CHOSEN_PARAMETERS.get(x.definition.name);
  if (vma === undefined || chosen === undefined) return;
  const load = (name: string) => state.load(symbols.field(vma, name));
  for (const { name } of x.graph.parameters) {
    const what = chosen.get(name);
    if (what === 'offset') state.store(x.evaluator.variable(name), load('vm_pgoff'));
    if (what === 'length')
      state.store(x.evaluator.variable(name), symbols.binary('-', load('vm_end'), load('vm_start')));
  }
}

/** What core promises of the flags, and each of the callers beside. */
function flagsOnEntry([first, ...others]: EntryPoint[]): VmaFlags {
  let flags = VmaFlags.MAPPED;
  for (const refused of first?.contract?.refuses ?? []) {
    const isShared = others.every(({ contract }) =>
      contract?.refuses?.some((other) => JSON.stringify(other) === JSON.stringify(refused)),
    );
    if (isShared) flags = flags.exclude(refused, null) ?? flags;
  }
  return flags;
}

/** A void function, or one that may return 0 here. Of an int the core takes whatever is not zero for an error. */
function succeeds(exit: RawExit, { returnType }: Graph): boolean {
  if (exit.value === null) return true;
  return exit.domain.some((a) => !isErrnoAtom(a) && !(a === NOT_ZERO && returnType === 'int'));
}

function exitOf(x: Frame, exit: RawExit, vma: Sym, front: Front, before: MappingExit['table']): MappingExit {
  const { state, place } = exit;
  const { symbols } = x.context;
  const at = symbols.field(vma, 'vm_pgoff');
  const offset = state.load(at);
  return {
    place,
    flags: flagsOf(state, vma),
    protection: protectionOf(state.env.get(symbols.field(vma, 'vm_page_prot')), symbols),
    table: installedTable(x, exit, vma, before),
    bounds: mappingBounds(x, exit, vma, front),
    sized: sizedIn(x, exit, vma),
    keepsOffset: offset === symbols.initial(at, 0),
    offsetLost: isTold(offset, symbols) ? firstStoreOf(x, 'vm_pgoff') : null,
    lostInsert: lostInsert(x, exit, vma),
    inserted: state.installed,
    isBare: bareReturns(x.graph).has(place.start),
    trace: traceOf(state.trace),
    assumed: state.assumed,
  };
}

/** As often a loop is walked before what it gathers is lost. */
const MOST_TURNS = 3;

/** Null as well where a helper may have installed a table, which may have a fault. */
function lostInsert(x: Frame, { domain, state }: RawExit, vma: Sym): MappingExit['lostInsert'] {
  const { failedInsert, env } = state;
  const { symbols } = x.context;
  if (failedInsert === null || failedInsert === 'undone') return null;
  const table = env.get(symbols.field(vma, 'vm_ops'));
  if (table !== undefined && table !== symbols.zero && !isNamed(table, vma, symbols)) return null;
  if (domain.length === 0 || domain.some((atom) => atom !== '0')) return null;
  const { place, callee } = failedInsert;
  // Where a loop is cut off what it has gathered is lost; what it loses at once it loses the first time.
  const turns = traceOf(state.trace).filter((step) => spot(step.place) === spot(place)).length;
  if (turns > MOST_TURNS) return null;
  return { place, by: callee, hasTable: table !== undefined && table !== symbols.zero };
}

/** A table itself, or what some object has for its own. */
function isNamed(table: Sym, vma: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(table);
  if (shape.kind !== 'initial') return shape.kind === 'address';
  const loc = symbols.locShape(shape.loc);
  return loc.kind === 'field' && loc.name === 'vm_ops' && loc.of !== vma;
}

function installedTable(
  x: Frame,
  exit: RawExit,
  vma: Sym,
  before: MappingExit['table'],
): MappingExit['table'] {
  const { symbols } = x.context;
  const installed = exit.state.env.get(symbols.field(vma, 'vm_ops'));
  if (installed === undefined) return null;
  const shape = symbols.shape(installed);
  if (shape.kind !== 'address') return null;
  const loc = symbols.locShape(shape.loc);
  if (loc.kind !== 'variable') return null;
  if (before?.name === loc.name) return before;
  const named = tablesNamed(loc.name, x);
  const definition = named.length > 1 ? null : (named[0] ?? onlyTable(loc.name, x) ?? null);
  return { name: loc.name, definition, place: exit.place };
}

/** The tables that such a name means in the function, and in callees of other files that install one. */
function tablesNamed(name: string, { file, events, context: { program } }: Frame): OpsTable[] {
  const files = new Set([file]);
  for (const { object, field, place } of events.stores.values())
    if (object === 'vma' && field === 'vm_ops') files.add(place.file);
  return [...new Set([...files].flatMap((one) => program.lookupTable(name, one) ?? []))];
}

/** A callee may install a table of its own file. */
function onlyTable(name: string, { context: { program } }: Frame): OpsTable | undefined {
  const found: OpsTable[] = [];
  for (const { tables } of program.files.values())
    for (const table of tables) if (table.name === name) found.push(table);
  return found.length === 1 ? found[0] : undefined;
}
