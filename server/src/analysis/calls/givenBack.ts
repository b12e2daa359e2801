// SPDX-License-Identifier: GPL-2.0-only
/** Which locks an opaque callee may give back: told by its text, and the texts of what it calls. */

import { bodyOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import { callsIn, type WrittenCall } from '../../syntax/words/calls.ts';
import { remembered } from '../../text/remembered.ts';
import type { SourceFile } from '../../text/source.ts';
import { type AnalysisContext, helperFor } from '../engine/context.ts';
import type { HelperLockKind, HelperSummary } from '../models/model.ts';
import type { LockEntry } from '../state/properties/locks.ts';
import type { Symbols } from '../state/symbols.ts';
import {
  dropsReferences,
  mayRelease,
  mayThaw,
  mayUnlockPages,
  speaksOfCredentials,
  speaksOfSignals,
} from './nameHints.ts';

/**
 * Locks by kind and the name of the field or variable that they are, `rwsem:i_rwsem`; `*` stands for any kind but
 * freeze protection, credentials, signals and the lock of a page, or for any name.
 */
export type GivenBack = ReadonlySet<string>;

export const NOTHING_GIVEN: GivenBack = new Set();
const ANY_LOCK: GivenBack = new Set(['*:*']);
/** What begins something may have taken a lock that its counterpart gives back: a lock that a callee took. */
const ANY_OF_CALLEES: GivenBack = new Set(['callee:*']);
const FREEZE_OF_CALLEES: GivenBack = new Set(['callee:*', 'freeze:*']);
/** References that have no lock in their names. */
const REFERENCES: GivenBack = new Set(['power:*', 'active:*', 'srcu:*']);
const CREDENTIALS: GivenBack = new Set(['creds:*']);
const SIGNALS: GivenBack = new Set(['signals:*']);
const ANY_PAGE = 'page:*';

/** What the name alone says, of a function without a text. */
export function givenBackByName(name: string): GivenBack {
  if (speaksOfCredentials(name)) return CREDENTIALS;
  if (speaksOfSignals(name)) return SIGNALS;
  // Who waits lets others go on, and those may need the lock.
  if (releases(name) || /(?:^|_)wait(?:_|$)/.test(name)) return ANY_LOCK;
  if (mayThaw(name)) return FREEZE_OF_CALLEES;
  if (mayRelease(name)) return ANY_OF_CALLEES;
  return dropsReferences(name) ? REFERENCES : NOTHING_GIVEN;
}

/** How many calls are followed below a function whose name says that it gives back, and below any other. */
const DEPTH = { says: 3, silent: 1 };

/** By the texts of all that the name may mean in a file; null where none is loaded. */
export function givenBackByText(name: string, from: SourceFile, context: AnalysisContext): GivenBack | null {
  const definitions = context.program.peek(name, from);
  if (definitions.length === 0) return null;
  const given = definitions.map((definition) => givenBackIn(definition, context));
  return given.length === 1 ? (given[0] as GivenBack) : new Set(given.flatMap((one) => [...one]));
}

/** What one call gives back. */
export const givenBackByCall = (call: WrittenCall, from: SourceFile, context: AnalysisContext): GivenBack =>
  new Set(givenBy(call, from, context, DEPTH.silent, new Set()));

/** By the text of a function. */
export function givenBackIn(definition: FunctionDefinition, context: AnalysisContext): GivenBack {
  const says = releases(definition.name) || mayRelease(definition.name);
  return find(definition, context, says ? DEPTH.says : DEPTH.silent, new Set());
}

/** No name that says that something is given back means one of these. */
const APART: ReadonlySet<string> = new Set(['page', 'freeze', 'creds', 'signals', 'migration']);

/** Whether the lock may be one of them. */
export function isGivenBack({ kind, sym, byCallee }: LockEntry, given: GivenBack, symbols: Symbols): boolean {
  if (given.size === 0) return false;
  const word = wordOf(kind);
  if (given.has(`${word}:*`)) return true;
  const isPlain = !APART.has(word);
  if (isPlain && byCallee && given.has('callee:*')) return true;
  if (isPlain && given.has('*:*')) return true;
  const name = fieldOf(sym, symbols);
  if (name !== null) return given.has(`${word}:${name}`) || (isPlain && given.has(`*:${name}`));
  for (const one of given) if (one.startsWith(`${word}:`) || (isPlain && one.startsWith('*:'))) return true;
  return false;
}

/** What stands for a lock that was given back under a name which tells a caller nothing. */
export function lockGiven({ kind, sym }: LockEntry, symbols: Symbols): string {
  return `${wordOf(kind)}:${fieldOf(sym, symbols) ?? '*'}`;
}

/** A lock of that kind, whatever its name. */
export function givesBackKind(given: GivenBack, word: 'page' | 'mmap'): boolean {
  for (const one of given) if (one.startsWith(`${word}:`)) return true;
  return word === 'mmap' && given.has('*:*');
}

/** The field or variable that a lock is. */
function fieldOf(sym: number, symbols: Symbols): string | null {
  const shape = symbols.shape(sym);
  if (shape.kind !== 'address' && shape.kind !== 'initial') return null;
  const loc = symbols.locShape(shape.loc);
  return 'name' in loc ? loc.name : null;
}

function wordOf(kind: HelperLockKind): string {
  if (kind === 'rwsem-read' || kind === 'rwsem-write') return 'rwsem';
  return kind === 'mmap-read' || kind === 'mmap-write' ? 'mmap' : kind;
}

function find(
  definition: FunctionDefinition,
  context: AnalysisContext,
  depth: number,
  active: Set<FunctionDefinition>,
): GivenBack {
  const before = context.givenBack.get(definition);
  if (before && before.depth >= depth) return before.given;
  if (active.has(definition)) return NOTHING_GIVEN;
  active.add(definition);
  const given = new Set<string>();
  const calls = callsOf(definition);
  const taken = new Set<string>();
  const released = new Set(calls.filter(({ name }) => releases(name)).map(({ argument }) => argument));
  const seen = new Set<string>();
  for (const call of calls) {
    // What it drops first and takes again is its caller's, who may find it dropped where it fails in between.
    if (takes(call.name)) taken.add(call.argument);
    if (releases(call.name) ? taken.has(call.argument) : seen.has(call.name)) continue;
    if (takes(call.name) && released.has(call.argument)) continue;
    seen.add(call.name);
    for (const one of givenBy(call, definition.file, context, depth, active)) given.add(one);
  }
  active.delete(definition);
  context.givenBack.set(definition, { given, depth });
  return given;
}

function givenBy(
  call: WrittenCall,
  from: SourceFile,
  context: AnalysisContext,
  depth: number,
  active: Set<FunctionDefinition>,
): Iterable<string> {
  const helper = helperFor(call.name, from, context);
  if (helper && !helper.ownFirst) return ofHelper(helper.helper, call);
  // What the name says has to be seen: `unlock_or_release_pool()` releases a lock of its own.
  const inner = depth > 0 || releases(call.name) ? context.program.peek(call.name, from) : [];
  if (inner.length > 0)
    return inner.flatMap((one) => [...find(one, context, Math.max(depth - 1, 0), active)]);
  const given: string[] = [];
  if (mayUnlockPages(call.name)) given.push(ANY_PAGE);
  if (releases(call.name)) given.push('*:*');
  if (mayThaw(call.name)) given.push('freeze:*');
  if (speaksOfCredentials(call.name)) given.push(...CREDENTIALS);
  if (speaksOfSignals(call.name)) given.push(...SIGNALS);
  if (dropsReferences(call.name)) given.push(...REFERENCES);
  return given;
}

function ofHelper({ outcomes }: HelperSummary, { argument }: WrittenCall): string[] {
  const given: string[] = [];
  for (const { effects } of outcomes)
    for (const effect of effects) {
      if (effect.verb === 'release-mmap') given.push('mmap:*');
      // Of a page it matters too that another function took its lock.
      if (effect.verb !== 'unlock' && !(effect.verb === 'lock' && effect.kind === 'page')) continue;
      const word = wordOf(effect.kind);
      const own = effect.place.root === 'global' ? '*' : (effect.place.fields.at(-1) ?? lastName(argument));
      const isNamed = word !== 'page' && word !== 'freeze' && own !== null;
      given.push(isNamed && MMAP_LOCK.has(own) ? 'mmap:*' : `${word}:${isNamed ? own : '*'}`);
    }
  return given;
}

const MMAP_LOCK = new Set(['mmap_lock', 'mmap_sem']);

/** `i_data_sem` of `&EXT4_I(inode)->i_data_sem`; null for a plain variable, which may be any lock. */
function lastName(argument: string): string | null {
  const name = /(?:->|\.)(\w+)$/.exec(argument)?.[1] ?? /^&(\w+)$/.exec(argument)?.[1];
  return name ?? '*';
}

const callsOf = remembered((definition: FunctionDefinition): WrittenCall[] => callsIn(bodyOf(definition)));

const takes = (name: string) =>
  /lock(?!dep)|^down_(?:read|write)|^sb_start_/.test(name) && !NO_TAKE.test(name);
const NO_TAKE = /unlock|_init$|locked$|block/;
const releases = (name: string) => /unlock|unreserve|^up_(?:read|write)|^sb_end_/.test(name);
