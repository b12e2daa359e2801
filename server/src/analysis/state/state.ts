// SPDX-License-Identifier: GPL-2.0-only
/** What is known at one point of one path. Mutable while a block runs, copied where paths part. */
import type { Place } from '../../text/source.ts';
import type { Step } from '../reports/model/exits.ts';
import { type Domain, NON_NULL, onlyDomain, UNKNOWN } from './domain.ts';
import { type Choice, chosen, type Doubt } from './doubt.ts';
import { NumberMap, type ReadonlyNumberMap } from './numberMap.ts';
import { INITIAL, type Known, KnownValues, renameKnown } from './properties/index.ts';
import type { Loc, Sym, Symbols } from './symbols.ts';
import { chosenInWorlds, pruneWorlds, type Worlds } from './worlds.ts';

/** A trace is a chain from the newest step back, so that copying a state copies one reference. */
export interface TraceNode {
  step: Step;
  before: TraceNode | null;
}

/** Fields that stay what they are while a handler runs, whatever is called. */
const KEPT: ReadonlySet<string> = new Set([
  'flags',
  'vma',
  'pgoff',
  'address',
  'real_address',
  'virtual_address',
  'gfp_mask',
  'cow_page',
  'vm_mm',
  'vm_file',
  'vm_start',
  'vm_end',
  'vm_pgoff',
  'vm_private_data',
  'dev',
  'kn',
  'i_mapping',
  'i_sb',
]);

/** A content forgotten more often than this is simply unknown. */
const MAX_EPOCH = 2;

const NONE: ReadonlySet<Sym> = new Set();
// What a new state begins with; each is copied before the first write.
const NO_ENV = new NumberMap<Sym>();
const NO_DOMAINS = new NumberMap<Domain>();
const NO_EPOCHS = new Map<Sym, number>();
const NO_SYMS: readonly Sym[] = [];
export type Tri = 'yes' | 'no' | 'unknown';

export class State extends KnownValues {
  #env = NO_ENV;
  #domains = NO_DOMAINS;
  /** The first symbols of the sites that were passed. */
  #visited = NO_SYMS;
  /** Another state uses the map too: copied before the first write. */
  #sharesEnv = true;
  #sharesDomains = true;
  #epochs = NO_EPOCHS;
  #sharesEpochs = true;
  /** The test that is being decided. */
  test: Place | null = null;
  trace: TraceNode | null = null;
  /** What the path rests on. */
  doubt: Doubt = null;
  /** What the paths that met here knew differently. */
  vague: ReadonlySet<Sym> = NONE;
  /** What each of them knew, as long as they are few. */
  worlds: Worlds | null = null;
  readonly symbols: Symbols;

  constructor(symbols: Symbols, known: Known = INITIAL) {
    super(known);
    this.symbols = symbols;
  }

  /** Whether the path may be open to none of those that met. */
  get assumed(): boolean {
    return this.doubt !== null;
  }

  /** Goes one of the ways that a test or a call leaves open. */
  choose(choice: Choice): void {
    this.doubt = chosen(this.doubt, choice);
    this.worlds = chosenInWorlds(this.worlds, choice);
  }

  get env(): ReadonlyNumberMap<Sym> {
    return this.#env;
  }

  get domains(): ReadonlyNumberMap<Domain> {
    return this.#domains;
  }

  /** Times the content behind a pointer was forgotten. */
  get epochs(): ReadonlyMap<Sym, number> {
    return this.#epochs;
  }

  set epochs(epochs: Map<Sym, number>) {
    this.#epochs = epochs;
    this.#sharesEpochs = false;
  }

  copy(): State {
    const s = new State(this.symbols, this);
    s.#env = this.#env;
    s.#domains = this.#domains;
    s.#visited = this.#visited;
    s.#sharesEnv = s.#sharesDomains = true;
    this.#sharesEnv = this.#sharesDomains = true;
    s.#epochs = this.#epochs;
    s.#sharesEpochs = this.#sharesEpochs = true;
    s.trace = this.trace;
    s.doubt = this.doubt;
    s.vague = this.vague;
    s.worlds = this.worlds;
    return s;
  }

  store(loc: Loc, sym: Sym): void {
    if (this.#env.get(loc) === sym) return;
    this.ownEnv().set(loc, sym);
  }

  setDomain(sym: Sym, domain: Domain): void {
    if (this.#domains.get(sym) === domain) return;
    this.ownDomains().set(sym, domain);
  }

  /** Keeps what the tests say is still wanted. */
  keep(loc: (loc: Loc, sym: Sym) => boolean, sym: (sym: Sym) => boolean): void {
    this.keepEnv(loc);
    this.keepDomains(sym);
  }

  private keepEnv(test: (loc: Loc, sym: Sym) => boolean): void {
    const kept = this.#env.filter(test);
    if (kept === this.#env) return;
    this.#env = kept;
    this.#sharesEnv = false;
  }

  private keepDomains(test: (sym: Sym) => boolean): void {
    const kept = this.#domains.filter(test);
    if (kept === this.#domains) return;
    this.#domains = kept;
    this.#sharesDomains = false;
  }

  private ownEnv(): NumberMap<Sym> {
    if (this.#sharesEnv) {
      this.#env = this.#env.copy();
      this.#sharesEnv = false;
    }
    return this.#env;
  }

  private ownDomains(): NumberMap<Domain> {
    if (this.#sharesDomains) {
      this.#domains = this.#domains.copy();
      this.#sharesDomains = false;
    }
    return this.#domains;
  }

  load(loc: Loc): Sym {
    const known = this.env.get(loc);
    if (known !== undefined) return known;
    if (!this.epochs.size || this.isKept(loc)) return this.symbols.initial(loc, 0);
    const owner = this.symbols.ownerOf(loc);
    const epoch = owner === null ? 0 : (this.epochs.get(owner) ?? 0);
    return this.symbols.initial(loc, epoch);
  }

  domain(sym: Sym): Domain {
    const known = this.domains.get(sym);
    if (known) return known;
    const shape = this.symbols.shape(sym);
    if (shape.kind === 'constant') return onlyDomain(shape.atom);
    if (shape.kind === 'address') return NON_NULL;
    const named = shape.kind === 'initial' ? this.symbols.namedAtom(sym) : null;
    return named === null ? UNKNOWN : onlyDomain(named);
  }

  /** A new symbol for what a site makes; the second and later turns of a loop share one. */
  fresh(site: string, domain: Domain): Sym {
    const first = this.symbols.opaque(`${site}#0`);
    const again = this.#visited.includes(first);
    if (!again) this.#visited = [...this.#visited, first];
    const sym = again ? this.symbols.opaque(`${site}#1`) : first;
    if (this.domains.has(sym)) this.forgetFactsAbout(sym);
    if (this.worlds !== null) pruneWorlds(this, (known) => known !== sym);
    renameKnown(this, sym);
    this.setDomain(sym, domain);
    return sym;
  }

  /** The state of one of the paths that met: what it knew of these symbols, and nothing that follows from them. */
  inWorld(syms: readonly Sym[], domains: readonly Domain[]): State {
    const inner = this.copy();
    inner.worlds = null;
    inner.keepDomains((known) => {
      for (const sym of syms) if (known !== sym && this.symbols.mentions(known, sym)) return false;
      return true;
    });
    for (let at = 0; at < syms.length; at++)
      if (this.symbols.constantOf(syms[at] as Sym) === null)
        inner.setDomain(syms[at] as Sym, domains[at] as Domain);
    return inner;
  }

  private forgetFactsAbout(sym: Sym): void {
    this.keepDomains((known) => !this.symbols.mentions(known, sym));
  }

  /** Forgets the content behind a pointer, except fields that nothing changes behind a handler's back. */
  forget(pointer: Sym): void {
    this.keepEnv((loc) => this.symbols.ownerOf(loc) !== pointer || this.isKept(loc));
    const shape = this.symbols.shape(pointer);
    if (shape.kind === 'address') this.forgetVariable(shape.loc);
    else this.countEpoch(pointer);
  }

  private countEpoch(pointer: Sym): void {
    const epoch = this.#epochs.get(pointer) ?? 0;
    if (epoch >= MAX_EPOCH) return;
    if (this.#sharesEpochs) this.epochs = new Map(this.#epochs);
    this.#epochs.set(pointer, epoch + 1);
  }

  private isKept(loc: Loc): boolean {
    const shape = this.symbols.locShape(loc);
    return (shape.kind === 'field' || shape.kind === 'part') && KEPT.has(shape.name);
  }

  /** Forgets a variable (or part) whose address was handed away. */
  forgetVariable(loc: Loc): void {
    for (const known of [...this.env.keys]) {
      for (let at: Loc | null = known; at !== null; ) {
        if (at === loc) {
          this.store(known, this.leftIn(known));
          break;
        }
        const shape = this.symbols.locShape(at);
        at = shape.kind === 'part' ? shape.of : null;
      }
    }
    this.store(loc, this.leftIn(loc));
  }

  /** What another function left there is as unknown as what it returns. */
  private leftIn(loc: Loc): Sym {
    const left = this.fresh(`forget${loc}`, UNKNOWN);
    this.symbols.marks.markOpaqueResult(left);
    return left;
  }

  pass(step: Step): void {
    this.trace = { step, before: this.trace };
  }

  /** Whether paths that met knew differently what the symbol is, or something that it is made of. */
  isVague(sym: Sym): boolean {
    if (this.vague.size === 0) return false;
    for (const one of this.vague) if (this.symbols.hangsOn(sym, one)) return true;
    return false;
  }
}
