// SPDX-License-Identifier: GPL-2.0-only
/** What code has to change for another release: a part a release, a paragraph a kind of change. */

import type { Colors } from 'picocolors/types';
import { formatRelease } from '../contracts/release.ts';
import type { Target, TargetChange } from '../core/request.ts';
import type { Finding } from '../findings/finding.ts';
import { spot } from '../text/source.ts';
import { printedPlace } from './places.ts';

interface Options {
  colors: Colors;
  /** Turns a stored path into the printed one. */
  display: (path: string) => string;
}

/** Returns the report without its summary: of the changes those with a place among the findings shown. */
export function targetReport({ changes }: Target, shown: readonly Finding[], options: Options): string {
  const starts = new Set(shown.map(({ rule, place }) => `${rule}:${spot(place)}`));
  const isShown = ({ rule, places }: TargetChange) =>
    places.some(({ place }) => starts.has(`${rule}:${spot(place)}`));
  const parts = new Map<string, TargetChange[]>();
  for (const change of changes.filter(isShown)) {
    const release = formatRelease(change.release);
    parts.set(release, [...(parts.get(release) ?? []), change]);
  }
  return [...parts].map(([release, own]) => part(release, own, options)).join('');
}

function part(release: string, changes: readonly TargetChange[], options: Options): string {
  const { colors } = options;
  const body = changes.map((change) => paragraph(change, options)).join('\n');
  return `${colors.bold(`Linux ${release}`)}\n\n${body}\n`;
}

function paragraph(
  { severity, kind, rule, places, safe }: TargetChange,
  { colors, display }: Options,
): string {
  const paint = { error: colors.red, warning: colors.magenta, information: colors.blue }[severity];
  const fixes =
    safe === 0 ? '' : safe === places.length ? '; --fix does it' : `; --fix does ${safe} of ${places.length}`;
  const count = places.length === 1 ? '1 place' : `${places.length} places`;
  return [
    `${paint(colors.bold(`${severity}:`))} ${kind} (${count}${fixes}) ${colors.dim(`[${rule}]`)}`,
    ...places.map(({ place, message }) =>
      `  ${colors.bold(`${printedPlace(place, display)}:`)} ${message}`.trimEnd(),
    ),
    '',
  ].join('\n');
}
