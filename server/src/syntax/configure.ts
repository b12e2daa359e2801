// SPDX-License-Identifier: GPL-2.0-only
/** The variants of one item: each choice of its `#if` arms, with the rest blanked so that offsets stay. */
import type { Guard } from './ast.ts';
import {
  constantGuard,
  type Directive,
  readCondition,
  readDirective,
  startsDirective,
} from './items/directives.ts';
import { blank, skipQuoted } from './words/skip.ts';

/** One reading of an item. `text` is the item's text alone, of the same length, directives and other arms blank. */
export interface Variant {
  text: string;
  /** The conditions that were asked on the way, in the order of their first appearance. */
  configuration: Guard[];
}

export interface ConfigureOptions {
  /** What the enclosing `#if`s have already decided. */
  guards?: readonly Guard[];
  /** Most variants to return; 8 without it. */
  limit?: number;
}

/**
 * Returns the variants of `text.slice(start, end)`, the one with every condition true first.
 *
 * The same condition picks the same arm everywhere; constants and what `guards` say are not varied. With more
 * conditions than the limit allows in all combinations, these are tried: all true, all false, one true, one false.
 */
export function configurations(
  text: string,
  start: number,
  end: number,
  options: ConfigureOptions = {},
): Variant[] {
  const item = text.slice(start, end);
  const directives = findDirectives(item);
  if (directives.length === 0) return [{ text: item, configuration: [] }];
  const limit = options.limit ?? 8;
  const known = new Map<string, boolean>();
  for (const guard of options.guards ?? []) known.set(guard.condition, guard.taken);
  const conditions = distinctConditions(item, directives, known);
  const variants: Variant[] = [];
  const seen = new Set<string>();
  let tries = MOST_TRIES;
  for (const answers of choices(conditions, limit)) {
    const variant = apply(item, directives, known, answers);
    if (!seen.has(variant.text)) {
      seen.add(variant.text);
      variants.push(variant);
    }
    if (variants.length === limit || --tries === 0) break;
  }
  return variants;
}

/** Combinations that are tried; many arms that stand in one another give the same text again and again. */
const MOST_TRIES = 64;

/** The preprocessor lines of a text, those in comments and strings left out. */
export function findDirectives(item: string): Directive[] {
  const found: Directive[] = [];
  if (!item.includes('#')) return found;
  const marks = /["'#]|\/[*/]/g;
  for (let match = marks.exec(item); match; match = marks.exec(item)) {
    const at = match.index;
    const mark = match[0];
    if (mark === '#') {
      if (!startsDirective(item, at)) continue;
      const directive = readDirective(item, at);
      found.push(directive);
      marks.lastIndex = directive.end;
    } else if (mark === '/*') {
      const close = item.indexOf('*/', at + 2);
      marks.lastIndex = close === -1 ? item.length : close + 2;
    } else if (mark === '//') {
      const close = item.indexOf('\n', at);
      marks.lastIndex = close === -1 ? item.length : close;
    } else {
      marks.lastIndex = skipQuoted(item, at);
    }
  }
  return found;
}

/** Conditions of one item that are varied; the others are taken for true. */
const MOST_CONDITIONS = 40;

const CONDITIONAL = /^(el)?if(n?def)?$/;

function distinctConditions(item: string, directives: Directive[], known: Map<string, boolean>): string[] {
  const conditions = new Set<string>();
  for (const directive of directives) {
    if (!CONDITIONAL.test(directive.name)) continue;
    const guard = readCondition(item, directive);
    if (constantGuard(guard) === null && !known.has(guard.condition)) conditions.add(guard.condition);
    if (conditions.size === MOST_CONDITIONS) break;
  }
  return [...conditions];
}

/** The combinations of answers to try, each a map from condition to answer. */
function* choices(conditions: string[], limit: number): Generator<Map<string, boolean>> {
  const count = conditions.length;
  const assign = (answer: (index: number) => boolean): Map<string, boolean> =>
    new Map(conditions.map((condition, index) => [condition, answer(index)]));
  if (count < 16 && 2 ** count <= limit) {
    for (let bits = 0; bits < 2 ** count; bits++) yield assign((index) => (bits & (1 << index)) === 0);
    return;
  }
  yield assign(() => true);
  yield assign(() => false);
  for (let flip = 0; flip < count; flip++) yield assign((index) => index === flip);
  for (let flip = 0; flip < count; flip++) yield assign((index) => index !== flip);
}

function apply(
  item: string,
  directives: Directive[],
  known: Map<string, boolean>,
  answers: Map<string, boolean>,
): Variant {
  const asked = new Map<string, boolean>();
  const holds = (directive: Directive): boolean => {
    const guard = readCondition(item, directive);
    const constant = constantGuard(guard);
    if (constant !== null) return constant;
    const fixed = known.get(guard.condition);
    const answer = fixed ?? answers.get(guard.condition) ?? true;
    if (answers.has(guard.condition)) asked.set(guard.condition, answer);
    return answer === guard.taken;
  };
  /** Per open #if: was the code around it live, has an arm been taken, is the present arm live. */
  const frames: { outer: boolean; taken: boolean }[] = [];
  const pieces: string[] = [];
  let live = true;
  let at = 0;
  for (const directive of directives) {
    const before = item.slice(at, directive.start);
    pieces.push(live ? before : blank(before), blank(item.slice(directive.start, directive.end)));
    at = directive.end;
    const frame = frames[frames.length - 1];
    if (/^if/.test(directive.name)) {
      const taken: boolean = live && holds(directive);
      frames.push({ outer: live, taken });
      live = taken;
    } else if (/^el/.test(directive.name)) {
      if (!frame) {
        // The item began inside this #if: only its first arm belongs to it.
        frames.push({ outer: true, taken: true });
        live = false;
        continue;
      }
      live = frame.outer && !frame.taken && (directive.name === 'else' || holds(directive));
      if (live) frame.taken = true;
    } else if (directive.name === 'endif' && frame) {
      frames.pop();
      live = frame.outer;
    }
  }
  const rest = item.slice(at);
  pieces.push(live ? rest : blank(rest));
  return {
    text: pieces.join(''),
    configuration: [...asked].map(([condition, taken]) => ({ condition, taken })),
  };
}
