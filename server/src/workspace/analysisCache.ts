// SPDX-License-Identifier: GPL-2.0-only
/** What has been explored so far, and what an edit makes out of date. */

import { type AnalysisContext, graphsOf } from '../analysis/engine/context.ts';
import { analyseAtomic } from '../analysis/reports/atomic.ts';
import { analyseCallee, analyseHolder, analyseOrder } from '../analysis/reports/callee.ts';
import { analyseHandler } from '../analysis/reports/handler.ts';
import { analyseMapping } from '../analysis/reports/mapping.ts';
import type { MappingExit, MappingReport } from '../analysis/reports/model/mappings.ts';
import type { AtomicReport, CalleeReport, HandlerReport } from '../analysis/reports/report.ts';
import { handlerContract } from '../contracts/kernel.ts';
import { bodyOf } from '../facts/functions/texts.ts';
import { membersOf } from '../facts/mappings/ownMembers.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';

/** More symbols than this of functions that were typed over, and everything is explored afresh: some 50 MB. */
const MOST_STALE_SYMBOLS = 200_000;

export class AnalysisCache {
  context: AnalysisContext;
  readonly #program: MutableProgram;
  readonly #newContext: () => AnalysisContext;
  readonly #most: number;
  readonly #reports = new Map<FunctionDefinition, Map<string, HandlerReport[]>>();
  readonly #callees = new Map<FunctionDefinition, CalleeReport[]>();
  readonly #holders = new Map<FunctionDefinition, CalleeReport[]>();
  readonly #others = new Map<FunctionDefinition, CalleeReport[]>();
  readonly #mappings = new Map<FunctionDefinition, MappingReport[]>();
  readonly #atomic = new Map<FunctionDefinition, AtomicReport[]>();
  readonly #words = new WeakMap<FunctionDefinition, Set<string>>();
  /** How many symbols the explorations of a function made; a context never lets go of one. */
  readonly #symbols = new Map<FunctionDefinition, number>();
  #stale = 0;
  /** By file, what is not to be explored now. */
  readonly #holds = new Map<string, ReadonlySet<FunctionDefinition>>();
  /** What the reports of functions were before they were edited, by path, name and op. */
  readonly #last = new Map<string, HandlerReport[]>();
  /** Functions that are not explored while they are half typed, and those that call them: they have no reports. */
  held: ReadonlySet<FunctionDefinition> = new Set();

  /**
   * @param newContext makes the context that explorations share
   * @param most symbols of functions typed over that are borne before everything is explored afresh
   */
  constructor(program: MutableProgram, newContext: () => AnalysisContext, most = MOST_STALE_SYMBOLS) {
    this.#program = program;
    this.#newContext = newContext;
    this.#most = most;
    this.context = newContext();
  }

  /** Starts afresh with a new context. */
  reset(): void {
    this.context = this.#newContext();
    this.#reports.clear();
    this.#mappings.clear();
    this.#callees.clear();
    this.#atomic.clear();
    this.#holders.clear();
    this.#others.clear();
    this.#symbols.clear();
    this.#last.clear();
    this.#stale = 0;
  }

  /** Says whether the reports of a handler are there without work. */
  has(definition: FunctionDefinition, op: string): boolean {
    return this.#reports.get(definition)?.has(op) === true;
  }

  /** Says whether the parser understood every statement of a function. */
  isReadable(definition: FunctionDefinition): boolean {
    return !graphsOf(definition, this.context).some(({ havoc }) => havoc);
  }

  /** Has functions of a file, and those that call them, unexplored until it is told otherwise. */
  hold(path: string, functions: readonly FunctionDefinition[]): void {
    if (functions.length === 0 && !this.#holds.has(path)) return;
    if (functions.length === 0) this.#holds.delete(path);
    else {
      const users = this.#usersOf(new Set(functions.map(({ name }) => name)));
      this.#holds.set(path, new Set([...functions, ...users]));
    }
    this.held = new Set([...this.#holds.values()].flatMap((some) => [...some]));
  }

  /** The reports of a handler for one op; while it is held, those that it had last. */
  lastReports(definition: FunctionDefinition, op: string, tables: OpsTable[]): HandlerReport[] {
    if (!this.held.has(definition)) return this.reports(definition, op, tables);
    return this.#last.get(keyOf(definition, op)) ?? [];
  }

  hasMapping(definition: FunctionDefinition): boolean {
    return this.#mappings.has(definition);
  }

  /** The reports of a handler for one op, as tables use it now. */
  reports(definition: FunctionDefinition, op: string, tables: OpsTable[]): HandlerReport[] {
    let byOp = this.#reports.get(definition);
    if (!byOp) {
      byOp = new Map();
      this.#reports.set(definition, byOp);
    }
    let reports = byOp.get(op);
    if (!reports) {
      if (this.held.has(definition)) return [];
      const contract = handlerContract(op, this.context.kernel);
      reports = this.#explore(definition, () =>
        analyseHandler(definition, op, contract, tables, this.context),
      );
      byOp.set(op, reports);
    }
    return reports.map((report) => ({ ...report, tables }));
  }

  hasCallee(definition: FunctionDefinition): boolean {
    return this.#callees.has(definition);
  }

  /** The reports of a function that handlers call, by itself. */
  callee(definition: FunctionDefinition): CalleeReport[] {
    return this.#once(this.#callees, definition, () => analyseCallee(definition, this.context));
  }

  /** The reports of a function that may not block, of another struct than that of a VMA. */
  atomic(definition: FunctionDefinition): AtomicReport[] {
    return this.#once(this.#atomic, definition, () => analyseAtomic(definition, this.context));
  }

  /** The reports of a function for what it does under its locks. */
  holder(definition: FunctionDefinition): CalleeReport[] {
    return this.#once(this.#holders, definition, () => analyseHolder(definition, this.context));
  }

  hasHolder(definition: FunctionDefinition): boolean {
    return this.#holders.has(definition);
  }

  /** The reports of a function for the order in which it takes locks. */
  other(definition: FunctionDefinition): CalleeReport[] {
    return this.#once(this.#others, definition, () => analyseOrder(definition, this.context));
  }

  hasOther(definition: FunctionDefinition): boolean {
    return this.#others.has(definition);
  }

  /** The reports of a function that maps, with the tables as they are now. */
  mapping(definition: FunctionDefinition): MappingReport[] {
    const reports = this.#once(this.#mappings, definition, () => analyseMapping(definition, this.context));
    const now = <One extends Pick<MappingExit, 'table'>>(one: One): One =>
      one.table === null
        ? one
        : { ...one, table: { ...one.table, definition: this.#tableNow(one.table, definition) } };
    return reports.map((report) => ({
      ...report,
      exits: report.exits.map(now),
      // Where several tables have the name, it is not known which of them counts.
      balances: report.balances.map((one) => (one.table?.definition ? now(one) : one)),
    }));
  }

  /** A table of another file is looked for where it was. */
  #tableNow({ name, definition }: { name: string; definition: OpsTable | null }, by: FunctionDefinition) {
    return this.#program.lookupTable(name, definition?.place.file ?? by.file) ?? null;
  }

  /**
   * Drops the graphs of functions that these names may give another meaning, when nothing was explored yet.
   *
   * @param constants the macros and enumerators of files that came
   */
  forgetGraphs(constants: ReadonlySet<string>): void {
    if (!this.isUnused) return;
    const { graphs, asked } = this.context;
    for (const definition of graphs.keys()) {
      const names = asked.get(definition);
      if (!names || [...names].some((name) => constants.has(name))) graphs.delete(definition);
    }
  }

  /**
   * Drops what was found out about functions that name one of these, directly or through others.
   *
   * @param constants those of the names, and others, that a graph has in expanded form: macros and enumerators
   */
  forget(names: ReadonlySet<string>, constants: ReadonlySet<string> = new Set()): void {
    const { graphs, summaries, correlated, exhausted, ids } = this.context;
    if (this.isUnused) {
      for (const definition of graphs.keys())
        if (names.has(definition.name) && !this.#isLoaded(definition)) graphs.delete(definition);
      return;
    }
    const stale = this.#usersOf(constants.size === 0 ? names : new Set([...names, ...constants]));
    for (const [key, { definition }] of summaries) if (stale.has(definition)) summaries.delete(key);
    for (const definition of stale) {
      for (const [op, reports] of this.#reports.get(definition) ?? [])
        this.#last.set(keyOf(definition, op), reports);
      this.#reports.delete(definition);
      this.#mappings.delete(definition);
      this.#callees.delete(definition);
      this.#atomic.delete(definition);
      this.#holders.delete(definition);
      this.#others.delete(definition);
      // A new number gives new symbols: those of the last time carry what was true then.
      ids.delete(definition);
      this.#stale += this.#symbols.get(definition) ?? 0;
      this.#symbols.delete(definition);
      for (const graph of graphs.get(definition) ?? []) {
        for (const memo of [correlated, ...Object.values(exhausted)]) memo.delete(graph);
      }
      if (!this.#isLoaded(definition) || this.#mentions(definition, constants)) graphs.delete(definition);
    }
    if (this.#stale > this.#most) this.reset();
  }

  /** Functions that were read and have one of these names, or name one, directly or through others. */
  #usersOf(names: ReadonlySet<string>): Set<FunctionDefinition> {
    const users = new Set<FunctionDefinition>();
    for (let edge = names; edge.size > 0; ) {
      edge = new Set([...edge, ...membersOf(edge, this.#program)]);
      const next = new Set<string>();
      for (const definition of this.context.graphs.keys()) {
        if (users.has(definition)) continue;
        if (!edge.has(definition.name) && !this.#mentions(definition, edge)) continue;
        users.add(definition);
        next.add(definition.name);
      }
      edge = next;
    }
    return users;
  }

  /** Nothing was explored since it was new; functions may have been read. */
  get isUnused(): boolean {
    return this.context.summaries.size + this.#reports.size + this.#mappings.size === 0;
  }

  /** What is known of a function, explored where it is not. */
  #once<T>(known: Map<FunctionDefinition, T[]>, definition: FunctionDefinition, explore: () => T[]): T[] {
    if (!known.has(definition) && this.held.has(definition)) return [];
    const reports = known.get(definition) ?? this.#explore(definition, explore);
    known.set(definition, reports);
    return reports;
  }

  /** Explores a function, and counts the symbols that it takes. */
  #explore<T>(definition: FunctionDefinition, explore: () => T): T {
    const { shapes } = this.context.symbols;
    const before = shapes.length;
    const reports = explore();
    this.#symbols.set(definition, (this.#symbols.get(definition) ?? 0) + shapes.length - before);
    return reports;
  }

  #isLoaded(definition: FunctionDefinition): boolean {
    return this.#program.peek(definition.name, definition.file).includes(definition);
  }

  #mentions(definition: FunctionDefinition, names: ReadonlySet<string>): boolean {
    const words = this.#wordsOf(definition);
    const asked = this.context.asked.get(definition);
    if (asked !== undefined && overlap(asked, names)) return true;
    return overlap(words, names);
  }

  #wordsOf(definition: FunctionDefinition): Set<string> {
    let words = this.#words.get(definition);
    if (!words) {
      words = new Set(bodyOf(definition).match(/\b[A-Za-z_]\w*\b/g));
      this.#words.set(definition, words);
    }
    return words;
  }
}

function keyOf({ file, name }: FunctionDefinition, op: string): string {
  return `${file.path}:${name}:${op}`;
}

/** Whether two sets have something in common. */
function overlap(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [few, many] = some.size < others.size ? [some, others] : [others, some];
  for (const one of few) if (many.has(one)) return true;
  return false;
}
