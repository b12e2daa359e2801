// SPDX-License-Identifier: GPL-2.0-only
/** One function under exploration: what instructions and calls need to know about where they are. */
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Place, SourceFile } from '../../text/source.ts';
import type { Callee } from '../calls/callees.ts';
import { type GivenBack, NOTHING_GIVEN } from '../calls/givenBack.ts';
import type { Root } from '../calls/inliningPolicy.ts';
import type { Graph, Instruction, Pure } from '../cfg/cfg.ts';
import { factsOf, type GraphFacts } from '../cfg/graphFacts.ts';
import { expressionText, writtenText } from '../reports/render.ts';
import type { State } from '../state/state.ts';
import type { Loc, Sym } from '../state/symbols.ts';
import { Evaluator } from '../transfer/evaluate.ts';
import { Accesses } from './accesses.ts';
import { type AnalysisContext, idOf } from './context.ts';
import { Events } from './events/events.ts';
import type { Exploration } from './explorer.ts';

/** Explores a function from a state on; handed in, for calls explore their callees. */
export type Explore = (frame: Frame, entry: State) => Exploration;

export class Frame {
  readonly context: AnalysisContext;
  readonly definition: FunctionDefinition;
  readonly graph: Graph;
  readonly evaluator: Evaluator;
  readonly events = new Events();
  readonly accesses: Accesses;
  readonly file: SourceFile;
  /** Steps that its exploration may take. */
  readonly budget: number;
  readonly explore: Explore;
  readonly depth: number;
  /** It is explored for its own locks alone. */
  readonly isForLocks: boolean;
  readonly root: Root;
  /** Prefix of the names of symbols made here. */
  readonly tag: string;
  /** What is known on entry stays known: trimming keeps it. */
  readonly entryFacts = new Set<Sym>();
  /** Symbols that were passed where a page or folio is meant. */
  readonly pages = new Set<Sym>();
  /** Symbols that denote the VMA the function was handed. */
  readonly vmas = new Set<Sym>();
  /** Names of locks that the function releases after a call that might have released them, but does not say so. */
  readonly keptLocks = new Set<string>();
  /** Locks that opaque calls may have released. */
  givenBack: GivenBack = NOTHING_GIVEN;
  /** A call through a pointer, or one whose name says so, may have unlocked a page. */
  mayUnlock = false;
  /** The fault was put into some object: any callee that is given an argument may reach it. */
  faultEscapes = false;
  /** Where vmf->page is, in functions that are handed the fault. */
  pageLocation: Loc | null = null;
  /** What it takes of references is for as long as it runs, as in a handler of faults: success keeps none. */
  givesAllBack: boolean;
  /** Core hands this op no page: vmf->page is NULL on entry. */
  givesNoPage = false;
  readonly facts: GraphFacts;
  /** The variables that are returned somewhere. */
  readonly returned: Set<Loc>;
  private readonly meanings = new Map<Instruction, Callee[] | null>();
  private readonly places = new Map<object, Place>();
  private readonly texts = new Map<Pure, string>();

  constructor(
    context: AnalysisContext,
    definition: FunctionDefinition,
    graph: Graph,
    options: { budget: number; depth: number; root: Root; explore: Explore; isForLocks?: boolean },
  ) {
    this.context = context;
    this.definition = definition;
    this.graph = graph;
    this.file = definition.file;
    this.budget = options.budget;
    this.explore = options.explore;
    this.depth = options.depth;
    this.isForLocks = options.isForLocks ?? false;
    this.root = options.root;
    this.givesAllBack = options.root !== 'other';
    this.tag = `${idOf(definition, context)}:`;
    this.accesses = new Accesses(definition.name);
    this.evaluator = new Evaluator(context.symbols, context.constants, graph);
    this.facts = factsOf(graph);
    this.returned = new Set(
      this.facts.returned.map((name) =>
        name.startsWith('%')
          ? this.evaluator.temporary(Number(name.slice(1)))
          : this.evaluator.variable(name),
      ),
    );
  }

  place(at: { start: number; end: number }): Place {
    let place = this.places.get(at);
    if (!place) {
      // A part of an expanded macro stands where the call stands.
      place = { file: this.file, start: Math.floor(at.start), end: at.end };
      this.places.set(at, place);
    }
    return place;
  }

  /** What a call may mean: found once, whatever number of states pass it. */
  callees(i: Instruction, find: () => Callee[] | null): Callee[] | null {
    let callees = this.meanings.get(i);
    if (callees === undefined) {
      callees = find();
      this.meanings.set(i, callees);
    }
    return callees;
  }

  text(e: Pure): string {
    let text = this.texts.get(e);
    if (text === undefined) {
      text = expressionText(e, this.file.text, (id) => factsOf(this.graph).callOf.get(id));
      this.texts.set(e, text);
    }
    return text;
  }
  /** As `text`; what a macro stands for is named by the macro. */
  written(e: Pure): string {
    return Number.isInteger(e.start) ? this.text(e) : writtenText(e, this.file.text);
  }
}
