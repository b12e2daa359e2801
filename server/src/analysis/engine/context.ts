// SPDX-License-Identifier: GPL-2.0-only
/** What every exploration of one run shares: the program, the release's facts, interned symbols and memos. */

import type { Kernel } from '../../contracts/model.ts';
import type { Macro } from '../../facts/declarations/macros.ts';
import { contradict } from '../../facts/file/guards.ts';
import { headOf } from '../../facts/functions/texts.ts';
import type { FileFacts, FunctionDefinition, Program } from '../../facts/model.ts';
import type { FunctionSyntax } from '../../syntax/ast.ts';
import type { MacroBody } from '../../syntax/macros/macroText.ts';
import { reasonOf } from '../../text/failure.ts';
import type { SourceFile } from '../../text/source.ts';
import type { GivenBack } from '../calls/givenBack.ts';
import type { Root } from '../calls/inliningPolicy.ts';
import type { Summary } from '../calls/summaries.ts';
import type { Graph } from '../cfg/cfg.ts';
import type { Names } from '../lower/expansion.ts';
import { lower } from '../lower/lower.ts';
import type { HelperSummary } from '../models/model.ts';
import { type HelperTable, helpersFor } from '../models/table.ts';
import type { Step } from '../reports/model/exits.ts';
import type { Atom } from '../state/domain.ts';
import { type Sym, Symbols } from '../state/symbols.ts';
import type { Constants } from '../transfer/evaluate.ts';

export interface AnalysisContext {
  program: Program;
  kernel: Kernel;
  helpers: HelperTable;
  constants: Constants;
  symbols: Symbols;
  graphs: Map<FunctionDefinition, Graph[]>;
  /** Why a function has no graphs, where reading it failed. */
  failed: WeakMap<FunctionDefinition, string>;
  /** The names whose meaning the graphs of a function rest on: as macro or as constant, whether they have one or not. */
  asked: WeakMap<FunctionDefinition, Set<string>>;
  /** Members of which it was asked what the module stores there. */
  members: Set<string>;
  /** See `correlatedNames`. */
  correlated: Map<Graph, ReadonlySet<string>>;
  summaries: Map<string, Summary>;
  /** Summaries that ran out of budget, per kind of caller: other arguments would not make them cheaper. */
  exhausted: Record<Root, Map<Graph, Summary>>;
  /** What functions may give back by their texts, and how many calls were followed. */
  givenBack: Map<FunctionDefinition, { given: GivenBack; depth: number }>;
  /** Functions being summarised now, to stop at recursion. */
  active: Set<FunctionDefinition>;
  /** Where a call result's values come from, for messages. */
  origins: Map<Sym, Map<Atom, Step[]>>;
  /** Tests of a handler and how they go, as `stepKey` names them, when one path is walked alone; null for all paths. */
  path: ReadonlySet<string> | null;
  /** The functions of one version of a file by name. */
  own: WeakMap<FileFacts, Map<string, FunctionDefinition>>;
  /** A number per function, for symbol names; weak, for an editor makes new functions at every key. */
  ids: WeakMap<FunctionDefinition, number>;
  nextId: number;
}

/**
 * Prepares a run. The context holds memos: make a new one when the program changes.
 *
 * @param readBodies helpers of the kernel's library of which the bodies count, not what is known of them
 */
export function createContext(
  program: Program,
  kernel: Kernel,
  readBodies?: ReadonlySet<string>,
): AnalysisContext {
  return {
    program,
    kernel,
    helpers: helpersFor(kernel.release, readBodies),
    constants: { faultError: [...kernel.faultErrors].sort().join('|') },
    symbols: new Symbols(),
    graphs: new Map(),
    failed: new WeakMap(),
    asked: new WeakMap(),
    members: new Set(),
    correlated: new Map(),
    summaries: new Map(),
    exhausted: { atomic: new Map(), fault: new Map(), other: new Map() },
    givenBack: new Map(),
    active: new Set(),
    origins: new Map(),
    path: null,
    own: new WeakMap(),
    ids: new WeakMap(),
    nextId: 0,
  };
}

/** The graphs of a function, one per configuration; empty when it could not be read. */
export function graphsOf(definition: FunctionDefinition, context: AnalysisContext): Graph[] {
  let graphs = context.graphs.get(definition);
  if (!graphs) {
    const asked = new Set<string>();
    try {
      graphs = definition
        .variants()
        .map((variant) => lower(variant, namesFor(definition, variant, context, asked)));
    } catch (error) {
      // It costs this function, whoever asks.
      context.failed.set(definition, reasonOf(error));
      graphs = [];
    }
    context.graphs.set(definition, graphs);
    context.asked.set(definition, asked);
  }
  return graphs;
}

/** Names as a function of the program means them. What the table of helpers knows is no macro to be expanded. */
function namesFor(
  { file, guards }: FunctionDefinition,
  { configuration }: FunctionSyntax,
  { program, helpers }: AnalysisContext,
  asked: Set<string>,
): Names {
  const around = [...guards, ...configuration];
  return {
    text: file.text,
    macrosOf: (name) => {
      if (helpers.has(name)) return [];
      asked.add(name);
      const all = program.macrosNamed(name, file);
      if (all.length === 0 && name === PLAIN_FORMAT.name) return [PLAIN_FORMAT];
      const macros = all.filter((macro) => !contradict(macro.guards, around));
      if (macros.length === 0) return [];
      // Where the name is a function in another arm the call is one.
      const functions = program.peek(name, file, around).filter((one) => one.file.path === file.path);
      return distinct(
        macros.filter((macro) => !functions.some((one) => contradict(macro.guards, one.guards))),
      );
    },
    constantOf: (name) => {
      asked.add(name);
      return program.constantNamed(name, file);
    },
  };
}

/** What include/linux/printk.h makes of it where the file has none. */
const PLAIN_FORMAT: MacroBody = { name: 'pr_fmt', parameters: ['fmt'], isVariadic: false, text: 'fmt' };

function distinct(macros: Macro[]): Macro[] {
  if (macros.length < 2) return macros;
  return [...new Map(macros.map((macro) => [`${macro.parameters} ${macro.text}`, macro])).values()];
}

export function idOf(definition: FunctionDefinition, context: AnalysisContext): number {
  let id = context.ids.get(definition);
  if (id === undefined) {
    id = context.nextId++;
    context.ids.set(definition, id);
  }
  return id;
}

/**
 * The helper table's entry for a name as seen from a file, and whether the file's own function of that name comes
 * first: a static one always, another where it handles faults, one of any file where the entry says so. (What locks are
 * made of is better known to the table, and so are the inline functions of a header to one another.)
 */
export function helperFor(
  name: string,
  from: SourceFile,
  context: AnalysisContext,
): { helper: HelperSummary; ownFirst: boolean } | undefined {
  const helper = context.helpers.get(name);
  if (!helper) return undefined;
  const own = ownFunctions(from, context).get(name);
  if (own?.isStatic && !from.path.endsWith('.h')) return undefined;
  return { helper, ownFirst: helper.ownFirst || (own !== undefined && handlesFaults(own)) };
}

function handlesFaults(definition: FunctionDefinition): boolean {
  return /\bvm_fault(?:_t)?\b/.test(headOf(definition));
}

function ownFunctions(file: SourceFile, context: AnalysisContext): Map<string, FunctionDefinition> {
  const facts = context.program.files.get(file.path);
  let functions = facts && context.own.get(facts);
  if (!functions) {
    functions = new Map();
    for (const one of facts?.functions ?? []) functions.set(one.name, one);
    if (facts) context.own.set(facts, functions);
  }
  return functions;
}
