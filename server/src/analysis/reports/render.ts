// SPDX-License-Identifier: GPL-2.0-only
/** Writes symbols and expressions the way a kernel reader would. */
import { withoutComments } from '../../syntax/words/skip.ts';
import { either, onOneLine } from '../../text/words.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { isErrnoAtom, isNamed } from '../state/domain.ts';
import type { Loc, Sym, Symbols } from '../state/symbols.ts';

/** Name of a parameter in texts: `vmf` and `vma` whatever the author called them. */
function parameterText(type: string, name: string): string {
  if (/\bstruct (vm_fault|fault_env) \*/.test(type)) return 'vmf';
  if (/\bstruct vm_area_struct \*/.test(type)) return 'vma';
  return name || 'argument';
}

/** The variable that holds a value at the place that is told of; null where none does. */
export type Holder = (sym: Sym) => string | null;

const NO_HOLDER: Holder = () => null;

/**
 * `vmf->flags & FAULT_FLAG_MKWRITE` and the like; null for what has no text (call results, merged values).
 *
 * @param holder names objects as the code does at that place; without it by the way there from the parameters
 */
export function symbolText(
  sym: Sym,
  symbols: Symbols,
  graph: Graph,
  holder: Holder = NO_HOLDER,
): string | null {
  const shape = symbols.shape(sym);
  if (shape.kind === 'initial' || shape.kind === 'opaque' || shape.kind === 'pure') {
    const held = holder(sym);
    if (held !== null) return held;
  }
  switch (shape.kind) {
    case 'constant':
      return constantText(shape.atom);
    case 'parameter': {
      const p = graph.parameters[shape.index];
      return p ? parameterText(p.type, p.name) : null;
    }
    case 'initial':
      return locationText(shape.loc, symbols, graph, holder);
    case 'address': {
      const text = locationText(shape.loc, symbols, graph, holder);
      return text && `&${text}`;
    }
    case 'binary': {
      const left = symbolText(shape.left, symbols, graph, holder);
      const right = symbolText(shape.right, symbols, graph, holder);
      return left && right && `${left} ${shape.op} ${right}`;
    }
    case 'pure': {
      const operands = shape.operands.map((o) => symbolText(o, symbols, graph, holder));
      if (operands.some((o) => o === null)) return null;
      return shape.name.length === 1
        ? `${shape.name}${operands[0]}`
        : `${shape.name}(${operands.join(', ')})`;
    }
    case 'opaque':
      return null;
  }
}

/** VM_FAULT bits get their prefix back. */
export function constantText(atom: string): string {
  if (atom === '?') return 'an unknown value';
  if (atom === '?!0') return 'an unknown value other than 0';
  if (atom === '+') return 'a non-zero value';
  if (atom === '-E?') return 'a negative errno';
  if (atom.startsWith('E:')) return atom.slice(2);
  if (isNamed(atom)) return atom.slice(1);
  return /^[A-Z]/.test(atom)
    ? atom
        .split('|')
        .map((bit) => `VM_FAULT_${bit}`)
        .join(' | ')
    : atom;
}

/** What a call or a variable may be: `0 or VM_FAULT_NOPAGE`. Some negative errno includes those that have a name. */
export function valuesText(atoms: readonly string[]): string {
  const some = atoms.includes('-E?');
  return either(atoms.filter((atom) => atom === '-E?' || !(some && isErrnoAtom(atom))).map(constantText));
}

function locationText(loc: Loc, symbols: Symbols, graph: Graph, holder: Holder): string | null {
  const shape = symbols.locShape(loc);
  switch (shape.kind) {
    case 'variable':
      return shape.name.startsWith('%') ? null : shape.name;
    case 'field': {
      const of = symbolText(shape.of, symbols, graph, holder);
      if (of === 'vmf' && shape.name === 'vma') return 'vma';
      return of && `${of}->${shape.name}`;
    }
    case 'part': {
      const of = locationText(shape.of, symbols, graph, holder);
      return of && `${of}.${shape.name}`;
    }
    case 'target': {
      const of = symbolText(shape.of, symbols, graph, holder);
      return of && `*${of}`;
    }
    case 'element': {
      const of = symbolText(shape.of, symbols, graph, holder);
      return of && `${of}[…]`;
    }
  }
}

/** The call that a temporary has the result of; undefined where it is of none. */
export type CallOf = (id: number) => CallInstruction | undefined;

/** What stands in the file where a part of a macro's text was put: the macro. */
export const writtenText = ({ start, end }: Pure, source: string): string =>
  source.slice(Math.floor(start), end);

/** An expression as its source says, without its spacing; a part of an expanded macro as it would be written. */
export function expressionText(e: Pure, source: string, callOf: CallOf = () => undefined): string {
  return (Number.isInteger(e.start) ? null : writtenOut(e, source, callOf)) ?? sourceText(e, source);
}

function writtenOut(e: Pure, source: string, callOf: CallOf): string | null {
  const text = (one: Pure) => expressionText(one, source, callOf);
  switch (e.k) {
    case 'int':
      return e.value === null ? null : String(e.value);
    case 'name':
      return privateName(e, source);
    case 'temp': {
      const call = callOf(e.id);
      return call?.callee.k === 'name' ? `${call.callee.name}(${call.args.map(text).join(', ')})` : null;
    }
    case 'member':
      return `${text(e.object)}${e.arrow ? '->' : '.'}${e.field}`;
    case 'index':
      return `${text(e.object)}[${text(e.index)}]`;
    case 'deref':
      return `*${text(e.of)}`;
    case 'address':
      return `&${text(e.of)}`;
    case 'unary':
      return `${e.op}${text(e.of)}`;
    case 'binary':
      return `${text(e.left)} ${e.op} ${text(e.right)}`;
    case 'operator':
      return `${e.name}(${e.operands.map(text).join(', ')})`;
    default:
      return null;
  }
}

/** `#define Foo PRIVATE(Foo)` gives a name a prefix: a reader knows the one that the code has. */
function privateName(e: Pure & { k: 'name' }, source: string): string {
  const [word = ''] =
    /^\w+/.exec(source.slice(Math.floor(e.start), Math.floor(e.start) + e.name.length)) ?? [];
  return word !== '' && e.name.endsWith(`_${word}`) ? word : e.name;
}

function sourceText(e: Pure, source: string): string {
  return onOneLine(withoutComments(source.slice(e.start, e.end))).replace(/ ?-> ?/g, '->');
}
