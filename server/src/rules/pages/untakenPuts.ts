// SPDX-License-Identifier: GPL-2.0-only
/** A handler of faults gives back a reference that the mapping has, and takes none. */
import { claimName } from '../../analysis/claims/names.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { callsOnBorrowed } from '../../facts/functions/borrowedPuts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { namesIn } from '../../facts/names/words.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { about, doneBy } from '../shared/exits.ts';
import { FAULT_OPS } from '../shared/faultOps.ts';

/** Each such put in a handler, or in a function of its file that it hands the fault or the VMA to. */
export function untakenPuts(report: HandlerReport, program: Program): Draft[] {
  const { definition, op } = report;
  if (!FAULT_OPS.has(op)) return [];
  const own = program.files.get(definition.file.path)?.functions ?? [];
  const called = own.filter((one) => one !== definition && calls(definition, one));
  const drafts: Draft[] = [];
  for (const by of [definition, ...called])
    for (const { callee, text, place } of callsOnBorrowed(by)) {
      const pair = claimName(callee);
      if (pair?.sign !== -1 || pair.counter !== null) continue;
      const twin = twinOf(callee, by, program);
      if (twin === null) continue;
      const around = [by, ...own.filter((one) => one !== by && calls(one, by))];
      if (around.some((one) => mayTake(one, pair.pair, program))) continue;
      drafts.push({
        ...doneBy(by.name, about(report)),
        once: spot(place),
        place,
        confidence: 'medium',
        says: {
          fault: `${by.name}() gives back a reference to ${text} (${callee}()) that it never took`,
          consequences: [
            'each fault drops one that the mapping or its file holds, and the object is freed while they use it',
          ],
          advice: `call ${twin}() before, or leave the put out`,
        },
        related: [],
      });
    }
  return drafts;
}

/** Some call of it, or of what it calls, takes what the put gives back, or a count that may be the same. */
function mayTake(definition: FunctionDefinition, pair: string, program: Program, depth = 1): boolean {
  for (const name of namesIn(definition)) {
    const other = claimName(name);
    if (other?.sign === 1 && (other.counter !== null || other.pair === pair)) return true;
    if (depth === 0 || name === definition.name) continue;
    const inner = program.peek(name, definition.file);
    if (inner.some((one) => mayTake(one, pair, program, depth - 1))) return true;
  }
  return false;
}

/** The function that takes what a put gives back, where both count something: null for any other. */
function twinOf(put: string, { file }: FunctionDefinition, program: Program): string | null {
  if (!program.peek(put, file).some((one) => counts(one, -1))) return null;
  for (const [gives, takes] of TWINS) {
    const name = put
      .split('_')
      .map((word) => (word === gives ? takes : word))
      .join('_');
    if (name !== put && program.peek(name, file).some((one) => counts(one, 1))) return name;
  }
  return null;
}

const TWINS = [
  ['put', 'get'],
  ['unref', 'ref'],
  ['put', 'ref'],
  ['drop', 'grab'],
  ['release', 'acquire'],
] as const;

/** It counts something in that direction, itself or by a function that is called so. */
function counts(definition: FunctionDefinition, sign: 1 | -1): boolean {
  for (const name of namesIn(definition)) {
    const what = name === definition.name ? null : claimName(name);
    if (what?.sign === sign && !name.endsWith('_set')) return true;
  }
  return false;
}
