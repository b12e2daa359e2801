// SPDX-License-Identifier: GPL-2.0-only
/**
 * Values as sums of what user space chooses for a mapping: where in the file it starts, where in memory it lies and
 * ends, which address is accessed. A symbol that has none of them is a term by itself.
 */
import type { Sym, SymbolShape, Symbols } from './symbols.ts';

/** How much of each chosen value a sum has. Addresses count in the unit of the sum. */
export interface Roots {
  /** vm_pgoff */
  offset: number;
  /** The faulting address, or the one that access() is asked for. */
  address: number;
  /** vm_start */
  start: number;
  /** vm_end */
  end: number;
  /** The length that access() is asked for. */
  count: number;
  /** The low bits of vm_pgoff: a mask took those away that name the region. */
  low: number;
}

export type Unit = 'pages' | 'bytes';

export interface Affine extends Roots {
  /** Null for a sum without roots. `scaled`: multiplied or divided by something else than the page size. */
  unit: Unit | 'scaled' | null;
  constant: number;
  /** Other symbols, each as often as it occurs. */
  rest: ReadonlyMap<Sym, number>;
  /** Bits that the narrowest variable on the way holds. */
  bits: number;
  /** That variable can be negative. */
  signed: boolean;
}

/** Fields of the access that are named so in a state, for parameters have no names there. */
export const ACCESS_ADDRESS = '%address';
export const ACCESS_LENGTH = '%length';

/** Bits of `unsigned long` and everything that holds an offset whole. */
const WHOLE = 64;

const NONE: Roots = { offset: 0, address: 0, start: 0, end: 0, count: 0, low: 0 };
const ROOTS = ['offset', 'address', 'start', 'end', 'count', 'low'] as const;
const NOTHING: ReadonlyMap<Sym, number> = new Map();

const memos = new WeakMap<Symbols, Map<Sym, Affine>>();

/** Returns what a symbol is made of. */
export function affineOf(sym: Sym, symbols: Symbols): Affine {
  let memo = memos.get(symbols);
  if (!memo) {
    memo = new Map();
    memos.set(symbols, memo);
  }
  let form = memo.get(sym);
  if (!form) {
    form = read(sym, symbols);
    memo.set(sym, form);
  }
  return form;
}

/** Says whether user space has a hand in the value. */
export function isChosen(form: Roots): boolean {
  return ROOTS.some((root) => form[root] !== 0);
}

/** Says whether addresses stand for distances alone: each one beside the start of the mapping. */
export function isDistance({ address, start, end }: Roots): boolean {
  return address + start + end === 0;
}

/** The sum of two, or their difference with `times` -1; null where pages meet bytes. */
export function add(a: Affine, b: Affine, times = 1): Affine | null {
  if (a.unit !== null && b.unit !== null && a.unit !== b.unit) return null;
  const rest = new Map(a.rest);
  for (const [sym, count] of b.rest) {
    const sum = (rest.get(sym) ?? 0) + count * times;
    if (sum === 0) rest.delete(sym);
    else rest.set(sym, sum);
  }
  const narrow = a.bits <= b.bits ? a : b;
  return {
    ...rootsOf((root) => a[root] + b[root] * times),
    unit: a.unit ?? b.unit,
    constant: a.constant + b.constant * times,
    rest,
    bits: narrow.bits,
    signed: narrow.signed,
  };
}

/** The same distance in pages; constants of a few bytes are rounded away. */
export function inPages(form: Affine): Affine {
  return form.unit === 'bytes'
    ? { ...form, unit: 'pages', constant: Math.trunc(form.constant / 4096) }
    : form;
}

/** The form of a value that is the other times a page size, or a part of it. */
function scale(form: Affine, up: boolean): Affine | null {
  const from = up ? 'pages' : 'bytes';
  if (form.unit === null) return null;
  if (form.unit !== from) return { ...form, unit: 'scaled' };
  const constant = up ? form.constant * 4096 : Math.trunc(form.constant / 4096);
  return { ...form, unit: up ? 'bytes' : 'pages', constant };
}

function rootsOf(value: (root: (typeof ROOTS)[number]) => number): Roots {
  return {
    offset: value('offset'),
    address: value('address'),
    start: value('start'),
    end: value('end'),
    count: value('count'),
    low: value('low'),
  };
}

const plain = (roots: Partial<Roots>, unit: Affine['unit']): Affine => ({
  ...NONE,
  ...roots,
  unit,
  constant: 0,
  rest: NOTHING,
  bits: WHOLE,
  signed: false,
});

/** What a value counts, as far as that is told: also one that is shifted by the page size, or rounded up to it. */
export function unitOf(sym: Sym, symbols: Symbols): Unit | null {
  const form = affineOf(sym, symbols);
  if (isChosen(form)) return form.unit === 'scaled' ? null : form.unit;
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure')
    return SHIFTED_DOWN.test(shape.name) ? 'pages' : IN_BYTES.test(shape.name) ? 'bytes' : null;
  if (shape.kind !== 'binary') return null;
  const { op, left, right } = shape;
  const isShift = isNamed(right, 'PAGE_SHIFT', 12, symbols);
  const isSize = isNamed(right, 'PAGE_SIZE', 4096, symbols);
  if ((op === '>>' && isShift) || (op === '/' && isSize)) return 'pages';
  const isOfPages = op === '*' && (isSize || isNamed(left, 'PAGE_SIZE', 4096, symbols));
  return (op === '<<' && isShift) || isOfPages ? 'bytes' : null;
}

const IN_BYTES =
  /^(?:PFN_PHYS|__pfn_to_phys|PAGE_ALIGN(?:_DOWN)?|virt_to_phys|__pa|page_to_phys|pci_resource_(?:start|len)|resource_size)$/;

/** A value that nothing chosen is in, or nothing that could be told. */
const term = (sym: Sym): Affine => ({ ...plain({}, null), rest: new Map([[sym, 1]]) });

const FIELDS = new Map<string, Affine>([
  ['vm_pgoff', plain({ offset: 1 }, 'pages')],
  ['vm_start', plain({ start: 1 }, 'bytes')],
  ['vm_end', plain({ end: 1 }, 'bytes')],
  [ACCESS_ADDRESS, plain({ address: 1 }, 'bytes')],
  [ACCESS_LENGTH, plain({ count: 1 }, 'bytes')],
]);

/** Fields of a parameter: the fault, or the description of a mapping to come. */
const FIELDS_OF_PARAMETER = new Map<string, Affine>([
  ['pgoff', plain({ offset: 1, address: 1, start: -1 }, 'pages')],
  ['address', plain({ address: 1 }, 'bytes')],
  ['virtual_address', plain({ address: 1 }, 'bytes')],
  ['real_address', plain({ address: 1 }, 'bytes')],
]);

function read(sym: Sym, symbols: Symbols): Affine {
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'constant':
      return /^-?\d+$/.test(shape.atom) ? { ...plain({}, null), constant: Number(shape.atom) } : term(sym);
    case 'initial': {
      const loc = symbols.locShape(shape.loc);
      if (loc.kind !== 'field') return term(sym);
      const field = FIELDS.get(loc.name);
      if (field) return field;
      const isParameter = symbols.shape(loc.of).kind === 'parameter';
      return (isParameter && FIELDS_OF_PARAMETER.get(loc.name)) || term(sym);
    }
    case 'binary':
      return readBinary(shape, symbols) ?? term(sym);
    case 'pure':
      return readPure(shape, symbols) ?? term(sym);
    default:
      return term(sym);
  }
}

const HUGE_MASK = /^(?:HPAGE_)?(?:PMD|PUD|P4D)_MASK$|^HPAGE_MASK$/;

const isHugeMask = (sym: Sym, symbols: Symbols) => HUGE_MASK.test(symbols.globalName(sym) ?? '');

function isInverted(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  return shape.kind === 'pure' && shape.name === '~';
}

function readBinary({ op, left, right }: SymbolShape & { kind: 'binary' }, symbols: Symbols): Affine | null {
  const a = affineOf(left, symbols);
  const b = affineOf(right, symbols);
  const chosen = isChosen(a) || isChosen(b);
  // Of the first turn of a loop: `i * CHUNK`.
  if (isZero(a) && SCALES.has(op)) return plain({}, null);
  if (isZero(b) && op === '*') return plain({}, null);
  if (!chosen && op !== '+' && op !== '-') return null;
  switch (op) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, b, -1);
    case '|':
      return isChosen(a) && isChosen(b) ? null : add(a, b);
    case '<<':
    case '>>':
      if (isChosen(b)) return null;
      return isNamed(right, 'PAGE_SHIFT', 12, symbols) ? scale(a, op === '<<') : { ...a, unit: 'scaled' };
    case '*':
      if (isNamed(right, 'PAGE_SIZE', 4096, symbols)) return scale(a, true);
      if (isNamed(left, 'PAGE_SIZE', 4096, symbols)) return scale(b, true);
      if (isChosen(a) && isChosen(b)) return null;
      return { ...(isChosen(a) ? a : b), unit: 'scaled' };
    case '/':
      if (isChosen(b)) return null;
      return isNamed(right, 'PAGE_SIZE', 4096, symbols) ? scale(a, false) : { ...a, unit: 'scaled' };
    case '&':
      if (isNamed(right, 'PAGE_MASK', -4096, symbols)) return a;
      // An address is rounded down to a huge page; any other mask bounds the value, if not by what there is.
      if (a.address > 0) return isInverted(right, symbols) || isHugeMask(right, symbols) ? a : null;
      return isWhole(a) && isMask(right, symbols) ? plain({ low: 1 }, a.unit) : null;
    default:
      return null;
  }
}

const SCALES: ReadonlySet<string> = new Set(['*', '<<', '>>', '/']);

const isZero = (form: Affine) => form.constant === 0 && form.rest.size === 0 && !isChosen(form);

/** The offset and nothing else, in its own unit. */
function isWhole({ offset, start, end, count, low, unit, rest }: Affine): boolean {
  return offset + low === 1 && start + end + count === 0 && unit !== 'scaled' && rest.size === 0;
}

/** Pages and bytes in one sum: `vma->vm_pgoff + size`, which is neither. */
export function isOfTwoUnits(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || (shape.op !== '+' && shape.op !== '-')) return false;
  const [a, b] = [affineOf(shape.left, symbols), affineOf(shape.right, symbols)];
  if (isOfTwoUnits(shape.left, symbols) || isOfTwoUnits(shape.right, symbols)) return true;
  const units = new Set([a.unit, b.unit]);
  return isChosen(a) && isChosen(b) && units.has('pages') && units.has('bytes');
}

/** A number, or one less than something: `MASK`, `(1 << 28) - 1`, `GENMASK(27, 0)`. */
function isMask(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return shape.name.startsWith('GENMASK');
  if (shape.kind === 'binary') return shape.op === '-' && symbols.constantOf(shape.right) === '1';
  return shape.kind === 'constant' || symbols.isEnumerator(sym);
}

/** The form without what a mask has left of the offset, which that bounds in some way. */
export function withoutLow(form: Affine): Affine {
  return form.low === 0 ? form : { ...form, low: 0 };
}

/** A few bits of what user space chose, by which one of several things is picked: `(offset >> PAGE_SHIFT) & MASK`. */
export function isPick(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'binary' || (shape.op !== '&' && shape.op !== '%')) return false;
  return isChosen(affineOf(shape.left, symbols)) && !isChosen(withoutLow(affineOf(sym, symbols)));
}

/** Nothing of the mapping is in it, and what it is made of is known by a name. */
export function isTold(sym: Sym, symbols: Symbols): boolean {
  if (isChosen(affineOf(sym, symbols))) return false;
  const shape = symbols.shape(sym);
  switch (shape.kind) {
    case 'binary':
      return isTold(shape.left, symbols) && isTold(shape.right, symbols);
    case 'pure':
      return shape.operands.every((operand) => isTold(operand, symbols));
    default:
      return shape.kind !== 'opaque';
  }
}

/** `(u16)x` and kin, as `cutName` writes them. */
const CUT = /^\((s?)(\d+)\)$/;

const SHIFTED_DOWN = /^(?:PFN_DOWN|PFN_UP|PHYS_PFN|__phys_to_pfn|phys_to_pfn_t)$/;
const SHIFTED_UP = /^(?:PFN_PHYS|__pfn_to_phys)$/;
const SAME = /^(?:PAGE_ALIGN(?:_DOWN)?|ALIGN(?:_DOWN)?|round_?(?:up|down)|__?pfn_to_pfn_t|pfn_to_pfn_t)$/;

/** Another address of the same memory. Of one that counts from an object, where that lies is another question. */
const TRANSLATED = /^(?:__pa|__va|virt_to_phys|phys_to_virt)$/;

/** The size of what is made for so many elements. */
const SIZES = /^(?:struct_size|flex_array_size|array_size|array3_size|size_mul|size_add)$/;

/** What grows with its argument: to compare it bounds that in some measure. */
const GROWS = /^(?:get_order|order_base_2|ilog2|__?fls|fls64|roundup_pow_of_two|DIV_ROUND_(?:UP|CLOSEST))$/;

function readPure({ name, operands }: SymbolShape & { kind: 'pure' }, symbols: Symbols): Affine | null {
  if (name === 'vma_pages') return plain({ end: 1, start: -1 }, 'pages');
  if (name === 'linear_page_index') return plain({ offset: 1, address: 1, start: -1 }, 'pages');
  const first = operands[0];
  if (first === undefined) return null;
  if (SIZES.test(name)) {
    const chosen = operands.map((operand) => affineOf(operand, symbols)).find(isChosen);
    return chosen ? { ...chosen, unit: 'scaled' } : null;
  }
  const form = affineOf(first, symbols);
  if (!isChosen(form)) return null;
  const cut = CUT.exec(name);
  if (cut) {
    const bits = Number(cut[2]);
    return bits < form.bits ? { ...form, bits, signed: cut[1] === 's' } : form;
  }
  if (SHIFTED_DOWN.test(name)) return scale(form, false);
  if (SHIFTED_UP.test(name)) return scale(form, true);
  if (SAME.test(name)) return form;
  if (TRANSLATED.test(name) && form.rest.size === 0) return form;
  if (GROWS.test(name)) return { ...form, unit: 'scaled' };
  if (name === '-') return add(plain({}, null), form, -1);
  return null;
}

/** The size of a page, or less. */
export function isOnePage(sym: Sym, symbols: Symbols): boolean {
  const atom = symbols.constantOf(sym);
  return isNamed(sym, 'PAGE_SIZE', 4096, symbols) || (atom !== null && Number(atom) <= 4096);
}

function isNamed(sym: Sym, name: string, value: number, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  return shape.kind === 'constant' ? Number(shape.atom) === value : symbols.globalName(sym) === name;
}

/**
 * The name of the operation that cuts a value to a type, for `Symbols.pure`: `(16)`, `(s32)`. Null for a type that
 * holds an offset whole, or is none of a number.
 */
export function cutName(type: string): string | null {
  return CUTS.get(type.startsWith('const ') ? type.slice('const '.length) : type) ?? null;
}

/** A value cut to a type by the name of that operation; one that is not chosen, or cut by a mask, stays as it is. */
export function cut(name: string, sym: Sym, symbols: Symbols): Sym {
  const form = affineOf(sym, symbols);
  if (!isChosen(withoutLow(form)) || (isLength(form) && name.includes('32'))) return sym;
  return symbols.pure(name, [sym]);
}

/** The length that access() is asked for is an int: as one it loses nothing. */
const isLength = ({ offset, start, end, address, count, low, rest, constant }: Affine) =>
  count === 1 && [offset, start, end, address, low, constant, rest.size].every((part) => part === 0);

/** A value as a variable of a type holds it: cut to the bits of that, or from then on added in more bits than 32. */
export function heldAs(type: string, sym: Sym, symbols: Symbols): Sym {
  const name = cutName(type);
  if (name !== null) return cut(name, sym, symbols);
  const shape = symbols.shape(sym);
  const isWidened = shape.kind === 'pure' && shape.name === '(32)' && !type.includes('*');
  return isWidened ? symbols.pure(WIDE, [sym]) : sym;
}

/** The operation that a cast of a narrow value to a wider type is. */
export const WIDE = '(64)';

const CUTS = new Map<string, string>([
  ...['int', 's32', 'int32_t', 'signed', 'signed int', '__s32'].map((type) => [type, '(s32)'] as const),
  ...['short', 'short int', 's16', 'int16_t', '__s16'].map((type) => [type, '(s16)'] as const),
  ...['s8', 'int8_t', 'signed char', '__s8'].map((type) => [type, '(s8)'] as const),
  ...['unsigned', 'unsigned int', 'u32', 'uint32_t', '__u32', 'uint'].map((type) => [type, '(32)'] as const),
  ...['unsigned short', 'unsigned short int', 'u16', 'uint16_t', '__u16', 'ushort'].map(
    (type) => [type, '(16)'] as const,
  ),
  ...['unsigned char', 'u8', 'uint8_t', '__u8', 'char'].map((type) => [type, '(8)'] as const),
]);
