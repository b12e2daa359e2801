// SPDX-License-Identifier: GPL-2.0-only
/** Sets of possible values, and what operators and conditions make of them. */
import { OPPOSITE } from '../../text/arithmetic.ts';
import { Interned } from '../../text/interned.ts';

/**
 * One possible value, as a short text:
 * `0` (zero, NULL) · `LOCKED|MAJOR` (VM_FAULT bits, sorted) · `-ENOMEM` (a negative errno) ·
 * `-E?` (some negative errno or other negative number) · `7` (another integer) · `+` (non-null pointer or non-zero integer) ·
 * `#BOX_FULL` (a constant whose value is not known: differs from every other such name) ·
 * `?` (nothing known: rules stay silent on it) · `?!0` (nothing but that it is not zero, in domains alone).
 * Negative errnos stand for ERR_PTR values too, so that IS_ERR(x) is just x < 0.
 */
export type Atom = string;

export type Domain = readonly Atom[];

/** More alternatives than this are no longer told apart. */
const MAX_ATOMS = 14;

const isUnknown = (a: Atom) => a.charCodeAt(0) === 63; /* ? */
const isErrno = (a: Atom) => a.charCodeAt(0) === 45 && a.charCodeAt(1) >= 65; /* -E */
const isNegative = (a: Atom) => a.charCodeAt(0) === 45; /* - */
const isInteger = (a: Atom) => /^-?[1-9]\d*$/.test(a);

/** The number that a value is; null for anything else. */
export function numberOfAtom(a: Atom): number | null {
  return a === '0' || isInteger(a) ? Number(a) : null;
}

/** True for a set of VM_FAULT bits such as `LOCKED|MAJOR`. */
export function isFaultCode(a: Atom): boolean {
  const c = a.charCodeAt(0);
  return c >= 65 && c <= 90;
}

/** A constant that is known by its name alone. */
export function isNamed(a: Atom): boolean {
  return a.charCodeAt(0) === 35; /* # */
}

export const isErrnoAtom = isErrno;

/** True for one value that is spelled out: a number, one errno, or a set of VM_FAULT bits. */
export function isExact(a: Atom): boolean {
  return a === '0' || isInteger(a) || isFaultCode(a) || (isErrno(a) && a !== '-E?');
}

/** True for a value that may be any set of VM_FAULT bits. */
export function isOpen(a: Atom): boolean {
  return isUnknown(a) || a === '+' || isNamed(a);
}

/** Nothing is known of a value but that it is not zero. */
export const NOT_ZERO: Atom = '?!0';

const interned = new Interned<Domain>();

/** The one array for these atoms: equal domains are the same object. */
function intern(sorted: Atom[]): Domain {
  const key = sorted.length === 1 ? (sorted[0] as Atom) : sorted.join();
  let domain = interned.get(key);
  if (!domain) {
    domain = sorted;
    interned.add(key, domain);
  }
  return domain;
}

/** A number that equal domains share. */
export function domainNumber(domain: Domain): number {
  return interned.numberOf(domain) ?? (interned.numberOf(domainOf(domain)) as number);
}

/** Sorts, removes doubles, and gives up on precision above the limit. */
export function domainOf(atoms: Iterable<Atom>): Domain {
  const set = new Set(atoms);
  if (set.has('?')) set.delete(NOT_ZERO);
  if (set.size > MAX_ATOMS) {
    const kept = [...set].filter((a) => !isInteger(a));
    return intern([...new Set([...kept.slice(0, MAX_ATOMS), '?'])].sort());
  }
  return intern(set.size === 1 ? [...set] : [...set].sort());
}

/** The domain of one value. */
export function onlyDomain(atom: Atom): Domain {
  return interned.get(atom) ?? intern([atom]);
}

/** Bits of a fault code atom. */
export function faultBits(a: Atom): string[] {
  return isFaultCode(a) ? a.split('|') : [];
}

function faultAtom(bits: Iterable<string>): Atom {
  const unique = [...new Set(bits)].sort();
  return unique.length ? unique.join('|') : '0';
}

export const UNKNOWN = domainOf(['?']);
export const ZERO = domainOf(['0']);
export const NON_NULL = domainOf(['+']);
export const BOOLEAN_UNKNOWN = domainOf(['0', '+']);
const NOTHING = domainOf([]);

/** The atoms that remain when the value is known to be (not) zero. */
export function assumeTruth(d: Domain, truth: boolean): Domain {
  if (truth) {
    if (!d.some((a) => a === '0' || a === '?')) return d;
    return domainOf(d.filter((a) => a !== '0').map((a) => (a === '?' ? NOT_ZERO : a)));
  }
  return d.some((a) => a === '0' || a === '?' || isNamed(a)) ? ZERO : NOTHING;
}

/** The atoms that remain when `value OP 0` has the given truth; OP is one of < <= > >=. */
export function assumeSign(d: Domain, op: string, truth: boolean): Domain {
  const wanted = truth ? op : (OPPOSITE[op] as string);
  const result: Atom[] = [];
  for (const a of d) {
    if (isNamed(a)) {
      result.push(a);
      continue;
    }
    if (a === '?' || a === NOT_ZERO) {
      if (wanted === '<' || wanted === '<=') result.push('-E?');
      if (wanted === '>' || wanted === '>=') result.push('+');
      if (a === '?' && (wanted === '<=' || wanted === '>=')) result.push('0');
      continue;
    }
    const sign = a === '0' ? 0 : isNegative(a) ? -1 : 1;
    if (isOrdered(sign, wanted, 0)) result.push(a);
  }
  return domainOf(result);
}

/** As `assumeSign`, of `value OP n` for any number. */
export function assumeOrder(d: Domain, op: string, n: number, truth: boolean): Domain {
  if (n === 0) return assumeSign(d, op, truth);
  const wanted = truth ? op : (OPPOSITE[op] as string);
  if (n === 1 && (wanted === '<' || wanted === '>=')) return assumeSign(d, wanted === '<' ? '<=' : '>', true);
  if (n === -1 && (wanted === '>' || wanted === '<='))
    return assumeSign(d, wanted === '>' ? '>=' : '<', true);
  const rest = d.filter((a) => {
    if (a === '0' || isInteger(a)) return isOrdered(Number(a), wanted, n);
    // An errno is below zero, and what is not zero otherwise above: how far is unknown.
    if (isErrno(a)) return n < 0 || wanted === '<' || wanted === '<=';
    if (isUnknown(a) || isNamed(a) || n > 0) return true;
    return wanted === '>' || wanted === '>=';
  });
  return rest.length === d.length ? d : domainOf(rest);
}

/** The atoms that remain when the value lies (or does not lie) between two numbers, both included. */
export function assumeBetween(d: Domain, first: number, last: number, truth: boolean): Domain {
  if (truth) return assumeOrder(assumeOrder(d, '>=', first, true), '<=', last, true);
  const rest = d.filter((a) => !(a === '0' || isInteger(a)) || Number(a) < first || Number(a) > last);
  return rest.length === d.length ? d : domainOf(rest);
}

function isOrdered(a: number, op: string, b: number): boolean {
  return op === '<' ? a < b : op === '<=' ? a <= b : op === '>' ? a > b : a >= b;
}

/** The atoms that remain when the value equals (or differs from) one constant atom. */
export function assumeEqual(d: Domain, constant: Atom, truth: boolean): Domain {
  if (constant === '0') return assumeTruth(d, !truth);
  if (truth) {
    const possible = d.some(
      (a) =>
        a === constant ||
        isUnknown(a) ||
        isNamed(a) !== isNamed(constant) ||
        (a === '-E?' && isNegative(constant)) ||
        (a === '+' && !isNegative(constant)),
    );
    return possible ? domainOf([constant]) : NOTHING;
  }
  // Who compares a value with an errno believes that it can be one.
  if (isErrno(constant) && d.some(isUnknown))
    return domainOf([
      ...d.filter((a) => a !== constant && !isUnknown(a)),
      ...(d.includes('?') ? ['0'] : []),
      '-E?',
      '+',
    ]);
  return d.includes(constant) ? domainOf(d.filter((a) => a !== constant)) : d;
}

/** Whether `value & mask` can be non-zero / zero for each atom; a mask is a fault code atom, or a number. */
export function assumeMask(d: Domain, mask: Atom, truth: boolean): Domain {
  if (isInteger(mask)) {
    const left = d.filter((a) => !isInteger(a) || (onBits(a, '&', mask) !== '0') === truth);
    return truth ? domainOf(left.filter((a) => a !== '0')) : left.length === d.length ? d : domainOf(left);
  }
  const bits = new Set(faultBits(mask));
  const rest = d.filter((a) => {
    if (isErrno(a) && ALWAYS_IN_ERRNO.some((bit) => bits.has(bit))) return truth;
    if (isOpen(a) || isErrno(a) || isInteger(a)) return a !== '0';
    const hit = faultBits(a).some((b) => bits.has(b));
    return hit === truth;
  });
  return rest.length === d.length ? d : domainOf(rest);
}

/**
 * Bits that a negative errno has whichever it is, as none is below -531: those of 0x400 and up. (VM_FAULT_OOM and its
 * kin, 0x100 and 0x200 are missing in one or the other.)
 */
const ALWAYS_IN_ERRNO = ['RETRY', 'FALLBACK', 'DONE_COW', 'NEEDDSYNC', 'COMPLETED'];

/** `a | b` on sets. */
export function orDomains(a: Domain, b: Domain): Domain {
  if (a === ZERO) return b;
  if (b === ZERO) return a;
  const result: Atom[] = [];
  for (const x of a) for (const y of b) result.push(orAtoms(x, y));
  return domainOf(result);
}

function orAtoms(a: Atom, b: Atom): Atom {
  if (a === '0') return b;
  if (b === '0') return a;
  if (isErrno(a)) return a;
  if (isErrno(b)) return b;
  if (isFaultCode(a) && isFaultCode(b)) return faultAtom([...faultBits(a), ...faultBits(b)]);
  if (isInteger(a) && isInteger(b)) return onBits(a, '|', b);
  return a === '?' && b === '?' ? '?' : NOT_ZERO;
}

/** Of numbers wider than 32 bits as well. */
function onBits(a: Atom, op: '|' | '&', b: Atom): Atom {
  const [x, y] = [BigInt(a), BigInt(b)];
  return String(op === '|' ? x | y : x & y);
}

/** `a & mask` on sets. */
export function andDomains(a: Domain, b: Domain): Domain {
  const result: Atom[] = [];
  for (const x of a) {
    for (const y of b) {
      if (x === '0' || y === '0') result.push('0');
      else if (isFaultCode(x) && isFaultCode(y)) {
        const bits = new Set(faultBits(y));
        result.push(faultAtom(faultBits(x).filter((bit) => bits.has(bit))));
      } else if (isInteger(x) && isInteger(y)) result.push(onBits(x, '&', y));
      else result.push('?');
    }
  }
  return domainOf(result);
}

/** `a & ~mask` on sets. */
export function andNotDomains(a: Domain, mask: Domain): Domain {
  const bits = new Set(mask.flatMap((m) => faultBits(m)));
  if (!bits.size) return UNKNOWN;
  return domainOf(
    a.map((x) => (isFaultCode(x) ? faultAtom(faultBits(x).filter((bit) => !bits.has(bit))) : x)),
  );
}

/** `-a` on sets. */
export function negateDomain(d: Domain): Domain {
  return domainOf(
    d.map((a) => {
      if (a === '0') return '0';
      if (isInteger(a)) return String(-Number(a));
      if (isErrno(a)) return a === '-E?' ? '+' : `E:${a.slice(1)}`;
      if (a.startsWith('E:')) return `-${a.slice(2)}`;
      if (a === '+') return '-E?';
      return '?';
    }),
  );
}

/** Truth of `d` when every atom agrees, else null. */
export function truthOf(d: Domain): boolean | null {
  let result: boolean | null = null;
  for (const a of d) {
    if (a === '?' || isNamed(a)) return null;
    const t = a !== '0';
    if (result === null) result = t;
    else if (result !== t) return null;
  }
  return result;
}

export function intersect(a: Domain, b: Domain): Domain {
  if (b.includes('?')) return a;
  const result: Atom[] = [];
  for (const x of a) {
    if (b.includes(x)) result.push(x);
    else if (x === '?') result.push(...b);
    else if (x === NOT_ZERO) result.push(...b.filter((y) => y !== '0'));
    else if (x === '-E?') result.push(...b.filter(isNegative));
    else if (x === '+') result.push(...b.filter((y) => y !== '0' && !isErrno(y)));
    else if (b.includes(NOT_ZERO) && x !== '0') result.push(x);
    else if (b.includes('-E?') && isNegative(x)) result.push(x);
    else if (b.includes('+') && x !== '0' && !isErrno(x)) result.push(x);
  }
  return domainOf(result);
}

/** Of what was united last: a whole tree unites some 1500 pairs. */
const united = new Map<number, Domain>();
const MOST_UNITED = 8192;

/** The atoms of both. */
export function unite(a: Domain, b: Domain): Domain {
  if (a === b) return a;
  const key = domainNumber(a) * PAIR + domainNumber(b);
  let both = united.get(key);
  if (!both) {
    both = domainOf([...a, ...b]);
    if (united.size >= MOST_UNITED) united.clear();
    united.set(key, both);
  }
  return both;
}

/** More domains than a language server ever meets: two numbers of domains make one key. */
const PAIR = 2 ** 26;
