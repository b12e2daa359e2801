/** What is known at one point of one path. Mutable while a block runs, copied where paths part. */
import type { Place } from '../text/source.ts';
import { type Domain, NON_NULL, UNKNOWN, unite } from './domain.ts';
import type { HelperLockKind } from './helpers/model.ts';
import type { MmapLockState, Step } from './report.ts';
import type { Loc, Sym, Symbols } from './symbols.ts';

export interface LockEntry {
  kind: HelperLockKind;
  sym: Sym;
  /** +1 for each take, -1 for each release: negative when the function released what its caller held. */
  depth: number;
  /** As a reader would write it. */
  name: string;
  place: Place;
  certain: boolean;
}

/** A trace is a chain from the newest step back, so that copying a state copies one reference. */
export interface TraceNode {
  step: Step;
  before: TraceNode | null;
}

export type Tri = 'yes' | 'no' | 'unknown';

export class State {
  env = new Map<Loc, Sym>();
  domains = new Map<Sym, Domain>();
  /** Times the content behind a pointer was forgotten. */
  epochs = new Map<Sym, number>();
  locks = new Map<string, LockEntry>();
  /** Pages whose lock state an unseen function may have changed. */
  uncertainPages = new Set<Sym>();
  /** `${vma}:${flag}` → set or cleared here. */
  vmFlags = new Map<string, { on: boolean; place: Place }>();
  mmap: MmapLockState = 'held';
  releasedBy: Step | null = null;
  installed: Tri = 'no';
  truncation: Tri = 'no';
  /** Visits of a site that makes new symbols, so that a loop's second turn is not its first. */
  visits = new Map<string, number>();
  trace: TraceNode | null = null;
  assumed = false;
  readonly symbols: Symbols;

  constructor(symbols: Symbols) {
    this.symbols = symbols;
  }

  copy(): State {
    const s = new State(this.symbols);
    s.env = new Map(this.env);
    s.domains = new Map(this.domains);
    s.epochs = this.epochs.size ? new Map(this.epochs) : this.epochs;
    s.locks = this.locks.size ? new Map(this.locks) : new Map();
    s.uncertainPages = this.uncertainPages.size ? new Set(this.uncertainPages) : new Set();
    s.vmFlags = this.vmFlags.size ? new Map(this.vmFlags) : new Map();
    if (!this.epochs.size) s.epochs = new Map();
    s.visits = this.visits.size ? new Map(this.visits) : new Map();
    s.mmap = this.mmap;
    s.releasedBy = this.releasedBy;
    s.installed = this.installed;
    s.truncation = this.truncation;
    s.trace = this.trace;
    s.assumed = this.assumed;
    return s;
  }

  load(loc: Loc): Sym {
    const known = this.env.get(loc);
    if (known !== undefined) return known;
    const owner = this.symbols.ownerOf(loc);
    const epoch = owner === null ? 0 : (this.epochs.get(owner) ?? 0);
    return this.symbols.initial(loc, epoch);
  }

  store(loc: Loc, sym: Sym): void {
    this.env.set(loc, sym);
  }

  domain(sym: Sym): Domain {
    const known = this.domains.get(sym);
    if (known) return known;
    const shape = this.symbols.shape(sym);
    if (shape.kind === 'constant') return [shape.atom];
    if (shape.kind === 'address') return NON_NULL;
    return UNKNOWN;
  }

  /** A new symbol for what a site makes; the second and later turns of a loop share one. */
  fresh(site: string, domain: Domain): Sym {
    const visit = Math.min(this.visits.get(site) ?? 0, 1);
    this.visits.set(site, visit + 1);
    const sym = this.symbols.opaque(`${site}#${visit}`);
    if (this.domains.has(sym)) this.forgetFactsAbout(sym);
    this.domains.set(sym, domain);
    return sym;
  }

  private forgetFactsAbout(sym: Sym): void {
    for (const known of [...this.domains.keys()]) if (this.mentions(known, sym)) this.domains.delete(known);
  }

  private mentions(sym: Sym, part: Sym): boolean {
    if (sym === part) return true;
    const shape = this.symbols.shape(sym);
    if (shape.kind === 'binary') return this.mentions(shape.left, part) || this.mentions(shape.right, part);
    if (shape.kind === 'pure') return shape.operands.some((o) => this.mentions(o, part));
    if (shape.kind === 'initial' || shape.kind === 'address') {
      const owner = this.symbols.ownerOf(shape.loc);
      return owner !== null && this.mentions(owner, part);
    }
    return false;
  }

  /** Forgets the content behind a pointer, except fields that nothing in a kernel changes behind a handler's back. */
  forget(pointer: Sym, keep: ReadonlySet<string>): void {
    for (const loc of [...this.env.keys()]) {
      const shape = this.symbols.locShape(loc);
      if (this.symbols.ownerOf(loc) !== pointer) continue;
      if (shape.kind === 'field' && keep.has(shape.name)) continue;
      this.env.delete(loc);
    }
    const shape = this.symbols.shape(pointer);
    if (shape.kind === 'address') this.forgetVariable(shape.loc);
    for (const field of keep) {
      const loc = this.symbols.field(pointer, field);
      this.env.set(loc, this.load(loc));
    }
    this.epochs.set(pointer, (this.epochs.get(pointer) ?? 0) + 1);
  }

  /** Forgets a variable (or part) whose address was handed away. */
  forgetVariable(loc: Loc): void {
    for (const known of [...this.env.keys()]) {
      for (let at: Loc | null = known; at !== null; ) {
        if (at === loc) {
          this.env.set(known, this.fresh(`forget${known}`, UNKNOWN));
          break;
        }
        const shape = this.symbols.locShape(at);
        at = shape.kind === 'part' ? shape.of : null;
      }
    }
    this.env.set(loc, this.fresh(`forget${loc}`, UNKNOWN));
  }

  note(place: Place, message: string): void {
    this.trace = { step: { place, message }, before: this.trace };
  }

  /** Everything that keeps two states apart when there are too many of them. */
  propertyKey(): string {
    let key = `${this.mmap},${this.installed},${this.truncation}`;
    for (const [id, lock] of this.locks) key += `;${id}:${lock.depth}${lock.certain ? '' : '?'}`;
    for (const [id, flag] of this.vmFlags) key += `;${id}${flag.on ? '+' : '-'}`;
    for (const page of this.uncertainPages) key += `;u${page}`;
    return key;
  }

  /** Two states with equal keys behave alike from here on. */
  key(): string {
    let key = this.propertyKey();
    for (const [loc, sym] of this.env) key += `|${loc}=${sym}`;
    for (const [sym, domain] of this.domains) key += `|${sym}:${domain.join()}`;
    return key;
  }

  /** Joins another state into this one; returns false when nothing was lost (the other adds nothing). */
  join(other: State, tag: string): boolean {
    let changed = false;
    for (const loc of new Set([...this.env.keys(), ...other.env.keys()])) {
      const a = this.load(loc);
      const b = other.load(loc);
      if (a === b) continue;
      const merged = this.symbols.opaque(`${tag}@${loc}`);
      const domain = unite(this.domain(a), other.domain(b));
      if (a !== merged || this.domain(a).join() !== domain.join()) changed = true;
      this.env.set(loc, merged);
      this.domains.set(merged, domain);
    }
    for (const [sym, domain] of [...this.domains]) {
      const theirs = other.domains.get(sym);
      if (theirs === domain) continue;
      const united = unite(domain, theirs ?? other.domain(sym));
      if (united.join() === domain.join()) continue;
      changed = true;
      this.domains.set(sym, united);
    }
    for (const [pointer, epoch] of other.epochs)
      if (epoch > (this.epochs.get(pointer) ?? 0)) this.epochs.set(pointer, epoch);
    this.assumed = true;
    return changed;
  }
}
