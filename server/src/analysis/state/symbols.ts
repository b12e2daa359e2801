// SPDX-License-Identifier: GPL-2.0-only
/**
 * Symbols name values, not variables: a parameter, a constant, the first content of a field, the result of one
 * call. Assignment copies the symbol, so `page`, `vmf->page` and a local that holds it share one identity and a
 * lock belongs to the symbol. Symbols and locations are interned: equal ones are the same number.
 */
import type { Atom } from './domain.ts';

export type Sym = number;
export type Loc = number;

export type SymbolShape =
  | { kind: 'constant'; atom: Atom }
  | { kind: 'parameter'; index: number }
  /** What a location held before anything here wrote to it; `epoch` counts the times it was forgotten. */
  | { kind: 'initial'; loc: Loc; epoch: number }
  | { kind: 'address'; loc: Loc }
  | { kind: 'binary'; op: string; left: Sym; right: Sym }
  | { kind: 'pure'; name: string; operands: Sym[] }
  /** Anything else: a call's result, a merged value. `of` are the symbols it was made from. */
  | { kind: 'opaque'; tag: string };

export type LocShape =
  | { kind: 'variable'; name: string; local: boolean }
  /** `of->name`: a field behind a pointer. */
  | { kind: 'field'; of: Sym; name: string }
  /** `of.name`: a field inside another location. */
  | { kind: 'part'; of: Loc; name: string }
  | { kind: 'target'; of: Sym }
  | { kind: 'element'; of: Sym; index: Sym };

/** Symbols made of more parts than this become opaque: a loop that folds a hash must not build a tower. */
const MAX_SIZE = 48;

const CONTAINER = 'container_of';

const NO_PARTS: readonly Sym[] = [];

/** Flags and sizes of the kernel: what their values are is known elsewhere, or several of them are one. */
const OF_KERNEL = /^_*(?:VMA?|FAULT_FLAG|PE|GFP|PAGE|HPAGE|PMD|PUD|PTE|HZ|BITS)_/;

export class Symbols {
  private readonly atoms: (Atom | null | undefined)[] = [];
  private sizes: number[] = [];
  private readonly parts: (readonly Sym[] | undefined)[] = [];
  private readonly callerVisible: (boolean | undefined)[] = [];
  private readonly enumerators: (boolean | undefined)[] = [];
  readonly shapes: SymbolShape[] = [];
  readonly locations: LocShape[] = [];
  private symbolKeys = new Map<string, Sym>();
  private locationKeys = new Map<string, Loc>();
  /** Interned by numbers where keys are numbers: these are asked for at every step. */
  private initials = new Map<number, Sym>();
  private addresses = new Map<Loc, Sym>();
  private binaries = new Map<string, Map<number, Sym>>();
  private fields = new Map<string, Map<Sym, Loc>>();
  private readonly opaqueResults = new Set<Sym>();
  private readonly tooLarge = new Map<Sym, readonly Sym[]>();
  private readonly allocated = new Set<Sym>();
  private readonly containers = new Map<Sym, { inner: Sym; member: string }>();
  private readonly merged = new Set<Sym>();
  private readonly found = new Set<Sym>();
  private readonly neverFound = new Set<Sym>();
  private readonly borrowed = new Set<Sym>();
  private readonly neverBorrowed = new Set<Sym>();

  readonly zero = this.constant('0');

  constant(atom: Atom): Sym {
    return this.intern(`k${atom}`, { kind: 'constant', atom });
  }

  parameter(index: number): Sym {
    return this.intern(`p${index}`, { kind: 'parameter', index });
  }

  initial(loc: Loc, epoch: number): Sym {
    const key = loc * 4 + epoch;
    let sym = this.initials.get(key);
    if (sym === undefined) {
      sym = this.add({ kind: 'initial', loc, epoch }, () => `f${loc},${epoch}`);
      this.initials.set(key, sym);
    }
    return sym;
  }

  address(loc: Loc): Sym {
    const shape = this.locations[loc] as LocShape;
    if (shape.kind === 'target') return shape.of;
    const inner = this.innerAt(loc);
    if (inner !== null) return inner;
    let sym = this.addresses.get(loc);
    if (sym === undefined) {
      sym = this.add({ kind: 'address', loc }, () => `a${loc}`);
      this.addresses.set(loc, sym);
    }
    return sym;
  }

  binary(op: string, left: Sym, right: Sym): Sym {
    const byOperands = entryOf(this.binaries, op);
    const key = left * HALF + right;
    let sym = byOperands.get(key);
    if (sym === undefined) {
      sym = this.add({ kind: 'binary', op, left, right }, () => `b${op},${left},${right}`);
      byOperands.set(key, sym);
    }
    return sym;
  }

  /** As `binary`, of an operation that was met before; else undefined. */
  knownBinary(op: string, left: Sym, right: Sym): Sym | undefined {
    return this.binaries.get(op)?.get(left * HALF + right);
  }

  /** The object in which `inner` is the member; of `&obj->member` that is `obj`. */
  container(inner: Sym, member: string): Sym {
    const known = this.outerOf(inner, member);
    if (known !== null) return known;
    const name = this.initial(this.variable(member, false), 0);
    const result = this.intern(`c${CONTAINER},${inner},${name}`, {
      kind: 'pure',
      name: CONTAINER,
      operands: [inner, name],
    });
    this.containers.set(result, { inner, member });
    return result;
  }

  /** What an object was found around; null for any other object. */
  innerOf(container: Sym): Sym | null {
    return this.containers.get(container)?.inner ?? null;
  }

  private outerOf(inner: Sym, member: string): Sym | null {
    const shape = this.shape(inner);
    let at = shape.kind === 'address' ? shape.loc : null;
    const names = member.split('.').reverse();
    for (const [n, name] of names.entries()) {
      const loc = at === null ? null : this.locShape(at);
      if (loc === null || (loc.kind !== 'field' && loc.kind !== 'part') || loc.name !== name) return null;
      const isLast = n === names.length - 1;
      if (loc.kind === 'field') return isLast ? loc.of : null;
      if (isLast) return this.address(loc.of);
      at = loc.of;
    }
    return null;
  }

  /** What is known by another pointer of the place: `inner` for the member of what was found around it. */
  private innerAt(loc: Loc): Sym | null {
    if (this.containers.size === 0) return null;
    let path = '';
    for (let at = loc; ; ) {
      const shape = this.locShape(at);
      if (shape.kind !== 'field' && shape.kind !== 'part') return null;
      path = path === '' ? shape.name : `${shape.name}.${path}`;
      if (shape.kind === 'part') {
        at = shape.of;
        continue;
      }
      const container = this.containers.get(shape.of);
      return container?.member === path ? container.inner : null;
    }
  }

  pure(name: string, operands: Sym[]): Sym {
    if (name === CONTAINER && operands.length === 2) {
      const shape = this.shape(operands[1] as Sym);
      const loc = shape.kind === 'initial' ? this.locShape(shape.loc) : null;
      if (loc?.kind === 'variable') return this.container(operands[0] as Sym, loc.name);
    }
    return this.intern(`c${name},${operands.join(',')}`, { kind: 'pure', name, operands });
  }

  opaque(tag: string): Sym {
    return this.intern(`o${tag}`, { kind: 'opaque', tag });
  }

  /** The result of an opaque callee: if it is a page, its lock may be held or not. */
  markOpaqueResult(sym: Sym): void {
    this.opaqueResults.add(sym);
  }

  isOpaqueResult(sym: Sym): boolean {
    return this.opaqueResults.has(sym);
  }

  /** The result of something that makes a new object, so that no other pointer leads to it yet. */
  markAllocated(sym: Sym): void {
    this.allocated.add(sym);
  }

  /** An element of a list or a table that others know too, to which nothing was taken yet. */
  markFound(sym: Sym, isFound = true): void {
    if (isFound && !this.neverFound.has(sym)) this.found.add(sym);
    else if (!isFound && this.found.delete(sym)) this.neverFound.add(sym);
  }

  isFound(sym: Sym): boolean {
    return this.found.has(sym);
  }

  /** It stands for what several paths held there. */
  markMerged(sym: Sym): void {
    this.merged.add(sym);
  }

  /**
   * Whether a test of the symbol may go another way with what is known of a part of it. What lies behind a pointer
   * is the same whether it was asked if there is one, unless the pointer is another on each path.
   */
  hangsOn(sym: Sym, part: Sym): boolean {
    if (!this.mentions(sym, part)) return false;
    return sym === part || this.merged.has(part) || this.valuesOf(sym).includes(part);
  }

  /** What the value of a symbol is worked out from: not what it lies behind. */
  private valuesOf(sym: Sym): readonly Sym[] {
    const shape = this.shape(sym);
    const operands =
      shape.kind === 'binary' ? [shape.left, shape.right] : shape.kind === 'pure' ? shape.operands : NO_PARTS;
    return operands.flatMap((one) => [one, ...this.valuesOf(one)]);
  }

  /** One of several pages that were looked up, to which a callee has taken no reference; or another thing after all. */
  markBorrowedPage(sym: Sym, isBorrowed: boolean): void {
    if (isBorrowed && !this.neverBorrowed.has(sym)) this.borrowed.add(sym);
    else if (!isBorrowed && this.borrowed.delete(sym)) this.neverBorrowed.add(sym);
  }

  isBorrowedPage(sym: Sym): boolean {
    return this.borrowed.has(sym);
  }

  isAllocated(sym: Sym): boolean {
    return this.allocated.has(sym);
  }

  variable(name: string, local: boolean): Loc {
    return this.internLoc(`${local ? 'v' : 'g'}${name}`, { kind: 'variable', name, local });
  }

  /** `pointer->name`; through an address it is a part of the pointed-to location. */
  field(pointer: Sym, name: string): Loc {
    const shape = this.shapes[pointer] as SymbolShape;
    if (shape.kind === 'address') return this.part(shape.loc, name);
    const byPointer = entryOf(this.fields, name);
    let loc = byPointer.get(pointer);
    if (loc === undefined) {
      loc = this.locations.push({ kind: 'field', of: pointer, name }) - 1;
      byPointer.set(pointer, loc);
    }
    return loc;
  }

  part(loc: Loc, name: string): Loc {
    const shape = this.locations[loc] as LocShape;
    if (shape.kind === 'target') return this.field(shape.of, name);
    const inner = this.innerAt(loc);
    if (inner !== null) return this.field(inner, name);
    return this.internLoc(`p${loc}.${name}`, { kind: 'part', of: loc, name });
  }

  target(pointer: Sym): Loc {
    const shape = this.shapes[pointer] as SymbolShape;
    if (shape.kind === 'address') return shape.loc;
    return this.internLoc(`t${pointer}`, { kind: 'target', of: pointer });
  }

  /** `pointer[index]`; the first one is what the pointer points to. */
  element(pointer: Sym, index: Sym): Loc {
    if (index === this.zero) return this.target(pointer);
    return this.internLoc(`e${pointer},${index}`, { kind: 'element', of: pointer, index });
  }

  shape(sym: Sym): SymbolShape {
    return this.shapes[sym] as SymbolShape;
  }

  locShape(loc: Loc): LocShape {
    return this.locations[loc] as LocShape;
  }

  constantOf(sym: Sym): Atom | null {
    const shape = this.shapes[sym] as SymbolShape;
    return shape.kind === 'constant' ? shape.atom : null;
  }

  /** A global name in capitals: an enumerator or a macro for a constant. */
  isEnumerator(sym: Sym): boolean {
    const shape = this.shape(sym);
    if (shape.kind !== 'initial') return false;
    let is = this.enumerators[sym];
    if (is === undefined) {
      const loc = this.locShape(shape.loc);
      is = loc.kind === 'variable' && !loc.local && /^_*[A-Z][A-Z0-9_]+$/.test(loc.name);
      this.enumerators[sym] = is;
    }
    return is;
  }

  /** Whether two values were read at the same place of the same object, maybe at different times. */
  areReadAlike(a: Sym, b: Sym): boolean {
    if (a === b) return true;
    const [one, other] = [this.shape(a), this.shape(b)];
    if (one.kind === 'initial' && other.kind === 'initial') return this.areLocsAlike(one.loc, other.loc);
    if (one.kind === 'address' && other.kind === 'address') return this.areLocsAlike(one.loc, other.loc);
    if (one.kind !== 'pure' || other.kind !== 'pure' || one.name !== other.name) return false;
    return one.operands.every((operand, n) => this.areReadAlike(operand, other.operands[n] as Sym));
  }

  private areLocsAlike(a: Loc, b: Loc): boolean {
    if (a === b) return true;
    const [one, other] = [this.locShape(a), this.locShape(b)];
    if (one.kind === 'field' && other.kind === 'field')
      return one.name === other.name && this.areReadAlike(one.of, other.of);
    if (one.kind === 'part' && other.kind === 'part')
      return one.name === other.name && this.areLocsAlike(one.of, other.of);
    if (one.kind === 'element' && other.kind === 'element')
      return this.areReadAlike(one.of, other.of) && this.areReadAlike(one.index, other.index);
    return one.kind === 'target' && other.kind === 'target' && this.areReadAlike(one.of, other.of);
  }

  /** True for a symbol that a caller can name: a parameter or something reached through one. */
  isCallerVisible(sym: Sym): boolean {
    let is = this.callerVisible[sym];
    if (is === undefined) {
      is = this.findRoot(sym);
      this.callerVisible[sym] = is;
    }
    return is;
  }

  private findRoot(sym: Sym): boolean {
    const shape = this.shape(sym);
    switch (shape.kind) {
      case 'parameter':
        return true;
      case 'initial':
      case 'address': {
        const owner = this.ownerOf(shape.loc);
        return owner !== null && this.isCallerVisible(owner);
      }
      case 'pure':
        return shape.operands.some((o) => this.isCallerVisible(o));
      default:
        return false;
    }
  }

  /** The name of the variable or constant of file scope that a value was read from; or null. */
  globalName(sym: Sym): string | null {
    const shape = this.shape(sym);
    const loc = shape.kind === 'initial' ? this.locShape(shape.loc) : null;
    return loc?.kind === 'variable' && !loc.local ? loc.name : null;
  }

  /** `#BOX_FULL` for such a name that is none of the kernel's flags; null for anything else. */
  namedAtom(sym: Sym): Atom | null {
    let atom = this.atoms[sym];
    if (atom === undefined) {
      const name = this.isEnumerator(sym) ? this.globalName(sym) : null;
      atom = name === null || OF_KERNEL.test(name) ? null : `#${name}`;
      this.atoms[sym] = atom;
    }
    return atom;
  }

  /** The symbol of such an atom. */
  named(atom: Atom): Sym {
    return this.initial(this.variable(atom.slice(1), false), 0);
  }

  /** FAULT_FLAG_WRITE and kin: each is a bit of its own. */
  isFaultFlag(sym: Sym): boolean {
    return this.isEnumerator(sym) && this.family(sym).startsWith('FAULT_FLAG');
  }

  /** True for two different enumerators of one family (`PE_SIZE_PTE`, `PE_SIZE_PMD`): they are not equal. */
  areDistinct(a: Sym, b: Sym): boolean {
    if (a === b || !this.isEnumerator(a) || !this.isEnumerator(b)) return false;
    return this.family(a) === this.family(b) || (this.namedAtom(a) !== null && this.namedAtom(b) !== null);
  }

  private family(sym: Sym): string {
    const name = this.globalName(sym) ?? '';
    return name.slice(0, Math.max(0, name.lastIndexOf('_')));
  }

  /** The symbol whose object the location lies in, or null for a variable. */
  ownerOf(loc: Loc): Sym | null {
    let shape = this.locShape(loc);
    while (shape.kind === 'part') shape = this.locShape(shape.of);
    return shape.kind === 'variable' ? null : shape.of;
  }

  /** True when `sym` is `root` or was reached through it (root->a->b, &root->c, root & X). */
  reaches(root: Sym, sym: Sym): boolean {
    const object = this.shape(root);
    for (let at: Sym | null = sym; at !== null; ) {
      if (at === root) return true;
      const shape: SymbolShape = this.shape(at);
      if (object.kind === 'address' && 'loc' in shape && this.liesIn(shape.loc, object.loc)) return true;
      if (shape.kind === 'initial' || shape.kind === 'address') at = this.ownerOf(shape.loc);
      else if (shape.kind === 'pure') return shape.operands.some((o) => this.reaches(root, o));
      else return false;
    }
    return false;
  }

  /** Says whether `part` occurs in what a symbol is made of. */
  mentions(sym: Sym, part: Sym): boolean {
    return sym === part || this.partsOf(sym).includes(part);
  }

  /** What a symbol is made of, without itself; asked for at every test, so it is kept. */
  partsOf(sym: Sym): readonly Sym[] {
    let parts = this.parts[sym];
    if (parts === undefined) {
      parts = NO_PARTS;
      for (const one of this.operandsOf(sym)) parts = [...new Set([...parts, one, ...this.partsOf(one)])];
      this.parts[sym] = parts;
    }
    return parts;
  }

  private operandsOf(sym: Sym): readonly Sym[] {
    const shape = this.shape(sym);
    if (shape.kind === 'binary') return [shape.left, shape.right];
    if (shape.kind === 'pure') return shape.operands;
    if (shape.kind !== 'initial' && shape.kind !== 'address') return NO_PARTS;
    const owner = this.ownerOf(shape.loc);
    return owner === null ? NO_PARTS : [owner];
  }

  /** True for a location and the parts of it. */
  private liesIn(loc: Loc, whole: Loc): boolean {
    for (let at = loc; ; ) {
      if (at === whole) return true;
      const shape = this.locShape(at);
      if (shape.kind !== 'part') return false;
      at = shape.of;
    }
  }

  private size(shape: SymbolShape): number {
    switch (shape.kind) {
      case 'binary':
        return 1 + (this.sizes[shape.left] as number) + (this.sizes[shape.right] as number);
      case 'pure':
        return shape.operands.reduce((sum, o) => sum + (this.sizes[o] as number), 1);
      case 'initial':
      case 'address': {
        let size = 1;
        let loc = this.locShape(shape.loc);
        for (; loc.kind === 'part'; loc = this.locShape(loc.of)) size++;
        return loc.kind === 'variable' ? size : size + (this.sizes[loc.of] as number);
      }
      default:
        return 1;
    }
  }

  private intern(key: string, shape: SymbolShape): Sym {
    let sym = this.symbolKeys.get(key);
    if (sym === undefined) {
      sym = this.add(shape, () => key);
      this.symbolKeys.set(key, sym);
    }
    return sym;
  }

  private add(shape: SymbolShape, tag: () => string): Sym {
    const size = this.size(shape);
    this.sizes.push(size > MAX_SIZE ? 1 : size);
    // Without gaps: arrays with gaps are slow.
    this.parts.push(undefined);
    this.callerVisible.push(undefined);
    this.enumerators.push(undefined);
    if (size <= MAX_SIZE) return this.shapes.push(shape) - 1;
    const sym = this.shapes.push({ kind: 'opaque', tag: tag() }) - 1;
    if (shape.kind === 'binary') this.tooLarge.set(sym, [shape.left, shape.right]);
    else if (shape.kind === 'pure') this.tooLarge.set(sym, shape.operands);
    return sym;
  }

  /** What a sum and its like was made of that is opaque for its size alone; null for all others. */
  operandsBefore(sym: Sym): readonly Sym[] | null {
    return this.tooLarge.get(sym) ?? null;
  }

  private internLoc(key: string, shape: LocShape): Loc {
    const found = this.locationKeys.get(key);
    if (found !== undefined) return found;
    const id = this.locations.length;
    this.locations.push(shape);
    this.locationKeys.set(key, id);
    return id;
  }
}

/** Two symbols fit into one number. */
const HALF = 2 ** 26;

function entryOf<K, I>(map: Map<K, Map<number, I>>, key: K): Map<number, I> {
  let inner = map.get(key);
  if (!inner) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}
