// SPDX-License-Identifier: GPL-2.0-only
/** What makes a finding the same one after an edit: never its line. */
import { compare } from '../text/order.ts';
import type { Finding } from './finding.ts';
import { compareFindings } from './order.ts';

/** A finding's name across versions of a tree. */
export interface Identity {
  rule: string;
  /** The stored path. */
  file: string;
  /** The function that it is about, else the table; '' when it names neither. */
  function: string;
  /** Counts from 1 the findings that share the three above, in the order of their places. */
  occurrence: number;
}

/**
 * Returns the identity of each finding, in the order given. Which findings stand beside it decides `occurrence`.
 *
 * @param subjectOf what a finding is about
 */
export function identitiesOf(
  findings: readonly Finding[],
  subjectOf: (finding: Finding) => string = functionOrTable,
): Map<Finding, Identity> {
  const counts = new Map<string, number>();
  const found = new Map<Finding, Identity>();
  for (const finding of [...findings].sort(compareFindings)) {
    const group = {
      rule: finding.rule,
      file: finding.place.file.path,
      function: subjectOf(finding),
    };
    const key = identityKey({ ...group, occurrence: 0 });
    const occurrence = (counts.get(key) ?? 0) + 1;
    counts.set(key, occurrence);
    found.set(finding, { ...group, occurrence });
  }
  return new Map(findings.map((finding) => [finding, found.get(finding) as Identity]));
}

function functionOrTable({ function: name, table }: Finding): string {
  return name ?? table ?? '';
}

/** The struct and its member: what a finding in a document is about. */
export function structAndOp({ table, op }: Finding): string {
  return op === null ? (table ?? '') : `${table}.${op}`;
}

/** Returns one string for an identity, for maps and sets; it has no line in it. */
export function identityKey({ rule, file, function: name, occurrence }: Identity): string {
  return [file, name, rule, occurrence].join('\0');
}

/** Orders by file, function, rule, occurrence. */
export function compareIdentities(a: Identity, b: Identity): number {
  return (
    compare(a.file, b.file) ||
    compare(a.function, b.function) ||
    compare(a.rule, b.rule) ||
    a.occurrence - b.occurrence
  );
}
