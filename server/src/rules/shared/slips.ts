// SPDX-License-Identifier: GPL-2.0-only
/** A lock that was not given back in one place leaks at every return behind it: that is one slip. */
import type { HeldLock, Step } from '../../analysis/reports/model/exits.ts';
import type { Related } from '../../findings/finding.ts';
import { notesOf } from '../../findings/notes.ts';
import type { Place } from '../../text/source.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import type { KeptLock } from './pairing.ts';

interface LeavingExit {
  place: Place;
  trace: Step[];
  held: readonly HeldLock[];
}

/**
 * Returns one draft for each slip, with the other returns as notes, and with the test behind which the lock stays.
 *
 * @param leaks each return with the lock that it keeps and its draft, in the order of the rule
 * @param exits all ways out of the function
 * @param isRight whether a way out may leave as it does
 */
export function oneForEachSlip<E extends LeavingExit>(
  leaks: readonly { exit: LeavingExit; lock: HeldLock; draft: Draft }[],
  exits: readonly E[],
  isRight: (exit: E, lock: HeldLock) => boolean = (exit, lock) => !keeps(exit, lock),
): Draft[] {
  const slips = new Map<string, { drafts: Draft[]; decisive: Step | null }>();
  for (const { exit, lock, draft } of leaks) {
    const clean = exits.filter((one) => isRight(one, lock)).map((one) => choicesBehind(one.trace, lock));
    const own = choicesBehind(exit.trace, lock);
    const at = own === null ? -1 : partingAt(own, clean);
    const way = own === null || at === -1 ? spot(exit.place) : own.slice(0, at).map(keyOf).join(' ');
    const key = `${lock.kind} ${lock.name} ${spot(lock.place)} ${way}`;
    const known = slips.get(key);
    if (known === undefined) slips.set(key, { drafts: [draft], decisive: own?.[at - 1] ?? null });
    else if (!known.drafts.some(({ place }) => spot(place) === spot(draft.place))) known.drafts.push(draft);
  }
  return [...slips.values()].map(({ drafts, decisive }) => {
    const [first, ...others] = [...drafts].sort((a, b) => a.place.start - b.place.start) as [
      Draft,
      ...Draft[],
    ];
    const related = told(first.related ?? [], decisive, others.length > 0);
    const notes = notesOf(
      others.map(({ place }) => place),
      () => 'still held at this return too',
      (rest) => `, and at ${rest} more`,
    );
    // What releases it in front of one return leaves it held at the others.
    return { ...first, related: [...related, ...notes], ...(others.length > 0 ? { fix: null } : {}) };
  });
}

/** The same of locks that functions keep which handlers call. */
export function keptDrafts(kept: readonly KeptLock[], draftOf: (kept: KeptLock) => Draft): Draft[] {
  const byReport = new Map<KeptLock['report'], KeptLock[]>();
  for (const one of kept) byReport.set(one.report, [...(byReport.get(one.report) ?? []), one]);
  return [...byReport].flatMap(([report, own]) =>
    oneForEachSlip(
      own.map((one) => ({ exit: one.exit, lock: one.lock, draft: draftOf(one) })),
      report.exits,
    ),
  );
}

/** @param isShared nothing behind the test decides: it comes to other returns too */
function told(steps: readonly Related[], decisive: Step | null, isShared: boolean): Related[] {
  const at = steps.findIndex(
    ({ place, message }) => decisive !== null && keyOf({ place, message }) === keyOf(decisive),
  );
  return steps.map((step, n) => {
    if (n === at) return { ...step, explains: true };
    return at !== -1 && n > at && isShared ? { ...step, explains: false } : step;
  });
}

function keeps({ held }: LeavingExit, lock: HeldLock): boolean {
  return held.some(({ kind, name }) => kind === lock.kind && name === lock.name);
}

/** What was decided after the lock was taken; null where the way did not take it. */
function choicesBehind(trace: readonly Step[], lock: HeldLock): Step[] | null {
  const at = trace.findLastIndex((step) => step.kind === 'takes' && spot(step.place) === spot(lock.place));
  if (at === -1) return null;
  return trace.slice(at + 1).filter(({ kind }) => kind === 'test' || kind === 'result');
}

const keyOf = ({ place, message }: Pick<Related, 'place' | 'message'>) => `${spot(place)}:${message}`;

/** How many choices it takes to part with every way that gives the lock back; -1 where they do not. */
function partingAt(own: readonly Step[], clean: readonly (Step[] | null)[]): number {
  let near = clean.filter((one) => one !== null);
  for (let at = 0; at <= own.length; at++) {
    if (near.length === 0) return at;
    const step = own[at];
    if (step === undefined) return -1;
    near = near.filter((one) => {
      const other = one[at];
      return other !== undefined && keyOf(other) === keyOf(step);
    });
  }
  return -1;
}
