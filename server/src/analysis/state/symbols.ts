// SPDX-License-Identifier: GPL-2.0-only
/**
 * Symbols name values, not variables: a parameter, a constant, the first content of a field, the result of one
 * call. Assignment copies the symbol, so `page`, `vmf->page` and a local that holds it share one identity and a
 * lock belongs to the symbol. Symbols and locations are interned: equal ones are the same number.
 */
import type { Atom } from './domain.ts';
import { Interner, type Loc, type Sym, type SymbolShape } from './symbols/interner.ts';
import { SymbolMarks } from './symbols/marks.ts';

export type { Loc, LocShape, Sym, SymbolShape } from './symbols/interner.ts';

const NO_PARTS: readonly Sym[] = [];

/** Flags and sizes of the kernel: what their values are is known elsewhere, or several of them are one. */
const OF_KERNEL = /^_*(?:VMA?|FAULT_FLAG|PE|GFP|PAGE|HPAGE|PMD|PUD|PTE|HZ|BITS)_/;

export class Symbols extends Interner {
  readonly marks = new SymbolMarks();
  private readonly atoms: (Atom | null | undefined)[] = [];
  private readonly parts: (readonly Sym[] | undefined)[] = [];
  private readonly callerVisible: (boolean | undefined)[] = [];
  private readonly enumerators: (boolean | undefined)[] = [];

  /**
   * Whether a test of the symbol may go another way with what is known of a part of it. What lies behind a pointer
   * is the same whether it was asked if there is one, unless the pointer is another on each path.
   */
  hangsOn(sym: Sym, part: Sym): boolean {
    if (!this.mentions(sym, part)) return false;
    return sym === part || this.marks.isMerged(part) || this.valuesOf(sym).includes(part);
  }

  /** What the value of a symbol is worked out from: not what it lies behind. */
  private valuesOf(sym: Sym): readonly Sym[] {
    const shape = this.shape(sym);
    const operands =
      shape.kind === 'binary' ? [shape.left, shape.right] : shape.kind === 'pure' ? shape.operands : NO_PARTS;
    return operands.flatMap((one) => [one, ...this.valuesOf(one)]);
  }

  constantOf(sym: Sym): Atom | null {
    const shape = this.shapes[sym] as SymbolShape;
    return shape.kind === 'constant' ? shape.atom : null;
  }

  /** A global name in capitals: an enumerator or a macro for a constant. */
  isEnumerator(sym: Sym): boolean {
    const shape = this.shape(sym);
    if (shape.kind !== 'initial') return false;
    this.makeRoom(this.enumerators);
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
    this.makeRoom(this.callerVisible);
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
    this.makeRoom(this.atoms);
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
    this.makeRoom(this.parts);
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

  /** Arrays with gaps are slow: what is remembered of symbols has a place for each. */
  private makeRoom(remembered: unknown[]): void {
    while (remembered.length < this.shapes.length) remembered.push(undefined);
  }
}
