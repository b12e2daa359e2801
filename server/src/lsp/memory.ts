/** What has been explored so far, and what an edit makes out of date. */

import type { AnalysisContext } from '../analysis/context.ts';
import { analyseHandler } from '../analysis/handler.ts';
import { analyseMapping } from '../analysis/mapping.ts';
import type { HandlerReport, MappingReport } from '../analysis/report.ts';
import type { FunctionDefinition, OpsTable } from '../facts/model.ts';
import type { MutableProgram } from '../facts/program.ts';

export class Memory {
  context!: AnalysisContext;
  readonly #program: MutableProgram;
  readonly #reports = new Map<FunctionDefinition, Map<string, HandlerReport[]>>();
  readonly #mappings = new Map<FunctionDefinition, MappingReport[]>();
  readonly #words = new WeakMap<FunctionDefinition, Set<string>>();

  constructor(program: MutableProgram) {
    this.#program = program;
  }

  /** Starts afresh with a new context. */
  reset(context: AnalysisContext): void {
    this.context = context;
    this.#reports.clear();
    this.#mappings.clear();
  }

  /** Says whether the reports of a handler are there without work. */
  has(definition: FunctionDefinition, op: string): boolean {
    return this.#reports.get(definition)?.has(op) === true;
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
      reports = analyseHandler(definition, op, this.context.kernel.ops.get(op), tables, this.context);
      byOp.set(op, reports);
    }
    return reports.map((report) => ({ ...report, tables }));
  }

  /** The reports of a function that maps, with the tables as they are now. */
  mapping(definition: FunctionDefinition): MappingReport[] {
    let reports = this.#mappings.get(definition);
    if (!reports) {
      reports = analyseMapping(definition, this.context);
      this.#mappings.set(definition, reports);
    }
    return reports.map((report) => ({
      ...report,
      exits: report.exits.map((exit) =>
        exit.table === null
          ? exit
          : {
              ...exit,
              table: {
                ...exit.table,
                definition: this.#program.lookupTable(exit.table.name, definition.file) ?? null,
              },
            },
      ),
    }));
  }

  /** Drops what was found out about functions that name one of these, directly or through others. */
  forget(names: ReadonlySet<string>): void {
    const { graphs, summaries, ids } = this.context;
    const stale = new Set<FunctionDefinition>();
    let edge = names;
    while (edge.size > 0) {
      const next = new Set<string>();
      for (const definition of graphs.keys()) {
        if (stale.has(definition)) continue;
        if (!edge.has(definition.name) && !this.#mentions(definition, edge)) continue;
        stale.add(definition);
        next.add(definition.name);
      }
      edge = next;
    }
    for (const [key, { definition }] of summaries) if (stale.has(definition)) summaries.delete(key);
    for (const definition of stale) {
      this.#reports.delete(definition);
      this.#mappings.delete(definition);
      // A new number gives new symbols: those of the last time carry what was true then.
      ids.delete(definition);
      if (!this.#isLoaded(definition)) graphs.delete(definition);
    }
  }

  #isLoaded(definition: FunctionDefinition): boolean {
    return this.#program.peek(definition.name, definition.file).includes(definition);
  }

  #mentions(definition: FunctionDefinition, names: ReadonlySet<string>): boolean {
    const words = this.#wordsOf(definition);
    for (const name of names) if (words.has(name)) return true;
    return false;
  }

  #wordsOf(definition: FunctionDefinition): Set<string> {
    let words = this.#words.get(definition);
    if (!words) {
      const { file, item } = definition;
      words = new Set(file.text.slice(item.bodyStart, item.end).match(/\b[A-Za-z_]\w*\b/g));
      this.#words.set(definition, words);
    }
    return words;
  }
}
