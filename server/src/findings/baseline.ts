// SPDX-License-Identifier: GPL-2.0-only
/** A baseline: the findings that a project knows and has not mended yet. It holds identities, no lines and no dates. */
import type { Finding } from './finding.ts';
import { compareIdentities, type Identity, identityKey } from './identity.ts';

export const BASELINE_SCHEMA = 'vmops-baseline/1';

/** A run held against a baseline. */
export interface Compared {
  /** What the baseline does not hold, in the order given. */
  fresh: Finding[];
  /** What it holds. */
  known: Finding[];
  /** Entries that nothing found here answers to, in order. */
  stale: Identity[];
}

/** Why a text is no baseline, as one phrase. */
export class BaselineError extends Error {}

/** Reads a baseline. Throws BaselineError where the text is none. */
export function parseBaseline(text: string): Identity[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BaselineError('is not JSON');
  }
  const { schema, findings } = (value ?? {}) as { schema?: unknown; findings?: unknown };
  if (schema !== BASELINE_SCHEMA || !Array.isArray(findings))
    throw new BaselineError(`is not a baseline (its schema is not ${BASELINE_SCHEMA})`);
  return findings.map((entry, index) => {
    if (!isIdentity(entry))
      throw new BaselineError(`entry ${index + 1} lacks rule, file, function or occurrence`);
    const { rule, file, function: name, occurrence } = entry;
    return { rule, file, function: name, occurrence };
  });
}

/** Returns the text of a baseline: sorted, each entry once and on a line of its own, so that it merges well. */
export function formatBaseline(identities: Iterable<Identity>): string {
  const unique = new Map([...identities].map((identity) => [identityKey(identity), identity]));
  const lines = [...unique.values()]
    .sort(compareIdentities)
    .map(({ rule, file, function: name, occurrence }) =>
      JSON.stringify({ rule, file, function: name, occurrence }),
    );
  const list = lines.length === 0 ? '[]' : `[\n    ${lines.join(',\n    ')}\n  ]`;
  return `{\n  "schema": "${BASELINE_SCHEMA}",\n  "findings": ${list}\n}\n`;
}

/**
 * Holds findings against a baseline.
 *
 * @param identities the identity of each finding
 * @param isUnderLint whether a file was looked at: nothing is said of entries in others
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  identities: ReadonlyMap<Finding, Identity>,
  baseline: readonly Identity[],
  isUnderLint: (path: string) => boolean,
): Compared {
  const open = new Map(baseline.map((identity) => [identityKey(identity), identity]));
  const compared: Compared = { fresh: [], known: [], stale: [] };
  for (const finding of findings) {
    const isKnown = open.delete(identityKey(identities.get(finding) as Identity));
    (isKnown ? compared.known : compared.fresh).push(finding);
  }
  compared.stale = [...open.values()].filter(({ file }) => isUnderLint(file)).sort(compareIdentities);
  return compared;
}

function isIdentity(value: unknown): value is Identity {
  const { rule, file, function: name, occurrence } = (value ?? {}) as Record<string, unknown>;
  return (
    [rule, file, name].every((part) => typeof part === 'string') &&
    Number.isSafeInteger(occurrence) &&
    (occurrence as number) > 0
  );
}
