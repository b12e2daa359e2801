// SPDX-License-Identifier: GPL-2.0-only
/** What the tests of a path have found out, so that a later one of the same is not taken the other way. */

import type { Instruction, Pure, Terminator } from '../../cfg/cfg.ts';
import { isWrittenErrno } from '../../cfg/errnos.ts';
import { hasPart, isNone } from '../../cfg/walk.ts';
import { expressionText } from '../../reports/render.ts';

/** Whether it is something else than 0, by what was tested as written; temporaries as `%n`. */
export type KnownTests = ReadonlyMap<string, { truth: boolean; of: Pure }>;

export const NONE_KNOWN: KnownTests = new Map();

/** As what is known where a path meets another. */
export const knownKey = (known: KnownTests): string =>
  [...known].map(([name, { truth }]) => `${truth ? '' : '!'}${name}`).join();

/** What is known behind an instruction. */
export function knownBehind(i: Instruction, known: KnownTests, text: string): KnownTests {
  if (i.op === 'call' && known.has(`%${i.result}`)) return without(known, `%${i.result}`);
  if (i.op !== 'assign') return known;
  const name = nameOf(i.target, text);
  const truth = truthOf(i.value, known, text);
  const rest = new Map([...known].filter(([one, { of }]) => one !== name && !leadsBy(of, i.target)));
  return truth === null ? rest : rest.set(name, { truth, of: i.target });
}

/** What is known on the way from a test to a block; null for one that is not taken. */
export function knownAt(end: Terminator, to: number, known: KnownTests, text: string): KnownTests | null {
  if (end.t !== 'branch' || end.yes === end.no) return known;
  const { of, isSame } = askedOf(end.test);
  const truth = (to === end.yes) === isSame;
  const before = truthOf(of, known, text);
  if (before !== null) return before === truth ? known : null;
  return new Map(known).set(nameOf(of, text), { truth, of });
}

/** What a test asks to be something else than 0, or to be it. */
function askedOf(test: Pure): { of: Pure; isSame: boolean } {
  if (test.k === 'unary' && test.op === '!') {
    const { of, isSame } = askedOf(test.of);
    return { of, isSame: !isSame };
  }
  if (test.k === 'binary' && isNone(test.right)) {
    const { of, isSame } = askedOf(test.left);
    if (test.op === '!=' || test.op === '<') return { of, isSame };
    if (test.op === '==' || test.op === '>=') return { of, isSame: !isSame };
  }
  return { of: test, isSame: true };
}

/** Whether a value is something else than 0, where that is known. */
function truthOf(e: Pure, known: KnownTests, text: string): boolean | null {
  if (isNone(e)) return false;
  if (e.k === 'int') return e.value === null ? null : true;
  if (e.k === 'unary' && e.op === '-' && e.of.k === 'int') return truthOf(e.of, known, text);
  if (isWrittenErrno(e)) return true;
  return known.get(nameOf(e, text))?.truth ?? null;
}

const nameOf = (e: Pure, text: string): string => (e.k === 'temp' ? `%${e.id}` : expressionText(e, text));

/** What was tested is another thing once the variable, or the field of that name, is stored to. */
function leadsBy(of: Pure, target: Pure): boolean {
  if (target.k === 'name') return hasPart(of, (part) => part.k === 'name' && part.name === target.name);
  if (target.k === 'temp') return hasPart(of, (part) => part.k === 'temp' && part.id === target.id);
  if (target.k === 'member') return hasPart(of, (part) => part.k === 'member' && part.field === target.field);
  return false;
}

function without(known: KnownTests, name: string): KnownTests {
  return new Map([...known].filter(([one]) => one !== name));
}
