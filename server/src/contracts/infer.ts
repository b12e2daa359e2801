// SPDX-License-Identifier: GPL-2.0-only
/** Guesses the release that out-of-tree code is written for, from the prototypes of its handlers and the names it uses. */

import names from './data/names.json';
import { OPS, opData } from './data.ts';
import { directStores, FAULT_CODES, FAULT_FLAGS, typedefsOf, VM_FLAGS } from './faults.ts';
import type { Prototype, Release } from './model.ts';
import { samePrototype } from './prototype.ts';
import { formatRange, formatRelease, inEra, isSince, isUntil, mainlineReleases } from './release.ts';

/** A handler as the code under lint declares it, with the op that its table sets; null: definition not found. */
export interface HandlerEvidence {
  op: string;
  prototype: Prototype | null;
}

export interface InferredRelease {
  /** The release to assume: the newest of the range. */
  release: Release;
  first: Release;
  last: Release;
  /** Something in the code tells it. */
  isTold: boolean;
  /** One line for the run's summary: `release 4.11–4.16 inferred from fault handlers' prototypes`. */
  explanation: string;
}

interface Score {
  release: Release;
  /** Handlers whose prototype the compiler would take, those that are word for word the same, ops, and names that exist. */
  fits: number;
  exact: number;
  ops: number;
  names: number;
}

/** Stands among the identifiers for a plain store to that field. */
export const DIRECT_STORE = 'vma->vm_flags =';

const ERAS = new Map<string, { since?: string; until?: string }>([
  ...(names.names as { name: string; since?: string; until?: string }[]).map(
    (era) => [era.name, era] as const,
  ),
  [DIRECT_STORE, directStores() ?? {}],
  ...FAULT_CODES.map((code) => [`VM_FAULT_${code.name}`, code] as const),
  ...FAULT_FLAGS.map((flag) => [`FAULT_FLAG_${flag.name}`, flag] as const),
  ...VM_FLAGS.map((flag) => [`VM_${flag.name}`, flag] as const),
]);

/**
 * Finds the releases that most of the evidence fits: prototypes first, then ops, then `identifiers` (helpers, fields,
 * types, VM_*, FAULT_FLAG_*; unknown ones are ignored). Code with a mistake or with arms for several releases still
 * gets an answer, the newest of the best. Without any evidence that is the newest release known.
 */
export function inferRelease(
  handlers: readonly HandlerEvidence[],
  identifiers: Iterable<string> = [],
): InferredRelease {
  const known = handlers.filter((handler) => opData(handler.op));
  const used = [...new Set(identifiers)].filter((name) => ERAS.has(name));
  const scores = mainlineReleases().map((release) => scoreOf(release, known, used));
  const best = scores.reduce((a, b) => (compareScores(a, b) > 0 ? a : b));
  const last = scores.indexOf(best);
  let first = last;
  while (first > 0 && compareScores(scores[first - 1] as Score, best) === 0) first--;
  const range = { first: (scores[first] as Score).release, last: best.release };
  const reasons = reasonsFor(scores, known, best);
  const isTold = reasons.length > 0;
  return { release: best.release, ...range, isTold, explanation: explain(range, reasons) };
}

function scoreOf(release: Release, handlers: readonly HandlerEvidence[], used: readonly string[]): Score {
  const typedefs = typedefsOf(release);
  const score: Score = { release, fits: 0, exact: 0, ops: 0, names: 0 };
  for (const { op, prototype } of handlers) {
    const data = opData(op);
    if (!data || !inEra(release, data)) continue;
    score.ops++;
    const own = data.prototypes.find((era) => inEra(release, era));
    if (!prototype || !own) continue;
    if (samePrototype(own, prototype)) score.exact++;
    if (samePrototype(own, prototype, typedefs)) score.fits++;
  }
  for (const name of used) {
    const { since, until } = ERAS.get(name) as { since?: string; until?: string };
    if ((!since || isSince(release, since)) && (!until || isUntil(release, until))) score.names++;
  }
  return score;
}

/** Positive when `a` fits better; the newer one wins a tie in reduce(). */
function compareScores(a: Score, b: Score): number {
  return a.fits - b.fits || a.exact - b.exact || a.ops - b.ops || a.names - b.names;
}

/** What decided, for a reader. */
function reasonsFor(scores: Score[], handlers: readonly HandlerEvidence[], best: Score): string[] {
  const spread = (key: 'fits' | 'exact' | 'ops' | 'names') =>
    scores.some((score) => score[key] !== best[key]);
  const reasons: string[] = [];
  if (best.fits > 0 && (spread('fits') || spread('exact'))) {
    const deciding = OPS.filter(
      ({ op, prototypes }) => prototypes.length > 1 && handlers.some((h) => h.op === op && h.prototype),
    );
    reasons.push(
      deciding.length > 0
        ? `${deciding.map((data) => data.op).join(', ')} handlers' prototypes`
        : "handlers' prototypes",
    );
  } else if (best.ops > 0 && spread('ops')) reasons.push('the ops in use');
  if (best.names > 0 && spread('names')) reasons.push('the names in use');
  return reasons;
}

function explain(range: { first: Release; last: Release }, reasons: string[]): string {
  if (reasons.length === 0) return `release ${formatRelease(range.last)} assumed: nothing says which`;
  return `release ${formatRange(range)} inferred from ${reasons.join(' and ')}`;
}
