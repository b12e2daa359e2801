// SPDX-License-Identifier: GPL-2.0-only
/** Makes symbols and locations, each once: equal ones are the same number. */
import type { Atom } from '../domain.ts';

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

export class Interner {
  readonly shapes: SymbolShape[] = [];
  readonly locations: LocShape[] = [];
  private sizes: number[] = [];
  private symbolKeys = new Map<string, Sym>();
  /** Interned by numbers or bare names where keys are these: they are asked for at every step. */
  private initials = new Map<number, Sym>();
  private addresses = new Map<Loc, Sym>();
  private binaries = new Map<string, Map<number, Sym>>();
  private locals = new Map<string, Loc>();
  private globals = new Map<string, Loc>();
  private temporaries: Loc[] = [];
  private fields = new Map<string, Map<Sym, Loc>>();
  private partsByName = new Map<string, Map<Loc, Loc>>();
  private targets = new Map<Sym, Loc>();
  private elements = new Map<number, Loc>();
  private readonly containers = new Map<Sym, { inner: Sym; member: string }>();
  private readonly tooLarge = new Map<Sym, readonly Sym[]>();

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

  variable(name: string, local: boolean): Loc {
    const known = local ? this.locals : this.globals;
    let loc = known.get(name);
    if (loc === undefined) {
      loc = this.locations.push({ kind: 'variable', name, local }) - 1;
      known.set(name, loc);
    }
    return loc;
  }

  /** The variable of a graph that holds what was worked out on the way: `%3`. */
  temporary(id: number): Loc {
    // Without gaps: arrays with gaps are slow.
    while (this.temporaries.length <= id)
      this.temporaries.push(this.variable(`%${this.temporaries.length}`, true));
    return this.temporaries[id] as Loc;
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
    const byWhole = entryOf(this.partsByName, name);
    let part = byWhole.get(loc);
    if (part === undefined) {
      part = this.locations.push({ kind: 'part', of: loc, name }) - 1;
      byWhole.set(loc, part);
    }
    return part;
  }

  target(pointer: Sym): Loc {
    const shape = this.shapes[pointer] as SymbolShape;
    if (shape.kind === 'address') return shape.loc;
    let loc = this.targets.get(pointer);
    if (loc === undefined) {
      loc = this.locations.push({ kind: 'target', of: pointer }) - 1;
      this.targets.set(pointer, loc);
    }
    return loc;
  }

  /** `pointer[index]`; the first one is what the pointer points to. */
  element(pointer: Sym, index: Sym): Loc {
    if (index === this.zero) return this.target(pointer);
    const key = pointer * HALF + index;
    let loc = this.elements.get(key);
    if (loc === undefined) {
      loc = this.locations.push({ kind: 'element', of: pointer, index }) - 1;
      this.elements.set(key, loc);
    }
    return loc;
  }

  shape(sym: Sym): SymbolShape {
    return this.shapes[sym] as SymbolShape;
  }

  locShape(loc: Loc): LocShape {
    return this.locations[loc] as LocShape;
  }

  /** The symbol whose object the location lies in, or null for a variable. */
  ownerOf(loc: Loc): Sym | null {
    let shape = this.locShape(loc);
    while (shape.kind === 'part') shape = this.locShape(shape.of);
    return shape.kind === 'variable' ? null : shape.of;
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
