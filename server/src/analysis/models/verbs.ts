// SPDX-License-Identifier: GPL-2.0-only
/** Reads the little language of the helper tables: places, effects, conditions. Errors say what was not understood. */
import type { Condition, Effect, FlagSource, HelperLockKind, PlaceRef } from './model.ts';

const lockKinds = new Set<string>([
  'page',
  'mutex',
  'spinlock',
  'rwsem-read',
  'rwsem-write',
  'rcu',
  'preempt',
  'freeze',
  'srcu',
  'power',
  'active',
  'creds',
  'signals',
  'migration',
  'mmap-read',
  'mmap-write',
  'other',
] satisfies HelperLockKind[]);

const placePattern = /^([*&]?)(arg(\d+)|result|global)((?:(?:->|\.)[A-Za-z_]\w*)*)$/;
const flagsPattern = /^VM_\w+(\|VM_\w+)*$/;
const argumentPattern = /^arg(s?)(\d+)$/;

/** Reads a place such as `arg0->vma`, `*arg3`, `&arg0->i_rwsem` or `result`. Throws an Error on anything else. */
export function parsePlace(text: string): PlaceRef {
  const match = placePattern.exec(text);
  if (!match) throw new Error(`not a place: "${text}"`);
  const path = (match[4] as string).match(/(->|\.)\w+/g) ?? [];
  const root = match[3] === undefined ? (match[2] as 'result' | 'global') : 'arg';
  return {
    root,
    index: match[3] === undefined ? -1 : Number(match[3]),
    fields: path.map((step) => step.replace(/^(->|\.)/, '')),
    arrows: path.map((step) => step.startsWith('->')),
    deref: match[1] === '*',
    address: match[1] === '&',
  };
}

/** Reads one effect, e.g. `lock page arg0->page`. Throws an Error that names the unknown verb, kind or place. */
export function parseEffect(text: string): Effect {
  const words = text.split(' ');
  const [verb, first = '', second = '', third = ''] = words;
  switch (verb) {
    case 'set':
    case 'clear':
    case 'havoc':
      expectWords(text, words, 2);
      return { verb, place: parsePlace(first) };
    case 'assign':
      expectWords(text, words, 4);
      if (second !== '=') throw new Error(`"=" expected in "${text}"`);
      return { verb, place: parsePlace(first), from: parsePlace(third) };
    case 'lock':
    case 'unlock':
      expectWords(text, words, 3);
      if (!lockKinds.has(first)) throw new Error(`unknown lock kind "${first}" in "${text}"`);
      return { verb, kind: first as HelperLockKind, place: parsePlace(second) };
    case 'release':
      expectWords(text, words, 2);
      if (first !== 'mmap') throw new Error(`only "mmap" can be released, not "${first}"`);
      return { verb: 'release-mmap' };
    case 'get':
    case 'put':
    case 'free': {
      const container = first === 'container';
      expectWords(text, words, container ? 3 : 2);
      return { verb, place: parsePlace(container ? second : first), container };
    }
    case 'hold':
    case 'unhold':
    case 'count':
    case 'check-truncation':
      expectWords(text, words, 2);
      return { verb, place: parsePlace(first) };
    case 'vmflags':
      expectWords(text, words, 4);
      return {
        verb: 'vm-flags',
        change: flagChange(first),
        flags: parseFlags(second),
        vma: parsePlace(third),
      };
    case 'install':
    case 'zap':
    case 'find-entry':
    case 'dirty':
    case 'time-update':
    case 'unlock-pages':
    case 'rework':
      expectWords(text, words, 1);
      return { verb };
    default:
      throw new Error(`unknown verb "${verb}" in "${text}"`);
  }
}

/** Reads a condition: `arg1`, `arg1 == true`, `arg0->flags & FAULT_FLAG_X`, each with an optional `!` in front. */
export function parseCondition(text: string): Condition {
  const negated = text.startsWith('!');
  const words = (negated ? text.slice(1) : text).split(' ');
  const place = parsePlace(words[0] as string);
  if (words.length === 1) return { text, negated, place, test: 'true', value: '' };
  const test = words[1] === '==' ? 'equals' : words[1] === '&' ? 'has' : null;
  if (words.length !== 3 || !test) throw new Error(`not a condition: "${text}"`);
  return { text, negated, place, test, value: words[2] as string };
}

function expectWords(text: string, words: string[], count: number): void {
  if (words.length !== count) throw new Error(`${count} words expected in "${text}"`);
}

function flagChange(sign: string): 'set' | 'clear' | 'replace' | 'maybe' | 'unknown' {
  if (sign === '+') return 'set';
  if (sign === '-') return 'clear';
  if (sign === '=') return 'replace';
  if (sign === '|') return 'maybe';
  if (sign === '?') return 'unknown';
  throw new Error(`"+", "-", "=", "|" or "?" expected after vmflags, not "${sign}"`);
}

function parseFlags(text: string): FlagSource {
  const argument = argumentPattern.exec(text);
  if (argument) return { argument: Number(argument[2]), rest: argument[1] === 's' };
  if (!flagsPattern.test(text)) throw new Error(`not VMA flags: "${text}"`);
  return { names: text.split('|') };
}
