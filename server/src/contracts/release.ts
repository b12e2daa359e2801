// SPDX-License-Identifier: GPL-2.0-only
/** Kernel releases: reading, printing, ranges. */
import { compareReleases, type Release } from './model.ts';

/** A stretch of releases as the data files write it; both ends belong to it. No `until`: still so in the newest. */
export interface Era {
  since: string;
  until?: string;
}

/** The oldest and the newest release that the data describes. */
export const OLDEST_RELEASE = '2.6.12';
export const NEWEST_RELEASE = '7.1';

/**
 * Reads a release: `6.12`, `6.12.117`, `v5.4`, `2.6.18.8`, `6.13-rc2`, `6.1.0-28-amd64`. A release candidate counts
 * as the release that it leads to; what follows the third number is dropped (the fourth of a 2.6.x.y too).
 * Returns null when the text is no release.
 */
export function parseRelease(text: string): Release | null {
  const match = /^\s*v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,5}))?(?:\.\d+)?(?:[-+~_][\w.+~-]*)?\s*$/.exec(text);
  if (!match) return null;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}

/** Whether a release may exist: not far behind the newest that is known, and with numbers as releases have. */
export function isPlausible({ major, minor }: Release): boolean {
  return major <= bound(NEWEST_RELEASE).major + 1 && minor < 100;
}

/** Prints a release the way kernel people write it: `2.6.18`, `6.12`, `6.12.117`. */
export function formatRelease(release: Release): string {
  const { major, minor, patch } = release;
  return patch > 0 ? `${major}.${minor}.${patch}` : `${major}.${minor}`;
}

/** What code is checked against: how the release was inferred, or else `Linux 6.12`. */
export function releaseInWords(release: Release, inferred: string | null): string {
  return inferred ?? `Linux ${formatRelease(release)}`;
}

/** `4.17–6.2`; one release alone where both ends are the same. */
export function formatRange({ first, last }: { first: Release; last: Release }): string {
  const [from, to] = [formatRelease(first), formatRelease(last)];
  return from === to ? from : `${from}–${to}`;
}

/** Whether `release` is at or after `first`. An end without a third number means its first patch level. */
export function isSince(release: Release, first: string): boolean {
  return compareReleases(release, bound(first)) >= 0;
}

/** Whether `release` is at or before `last`. `6.5` as an end includes every 6.5.y. */
export function isUntil(release: Release, last: string): boolean {
  const end = bound(last);
  return (
    compareReleases(release, last.split('.').length > 2 ? end : { ...end, patch: Number.MAX_SAFE_INTEGER }) <=
    0
  );
}

/** Whether `release` lies in the stretch; an end that is null or absent is open. */
export function inEra(
  release: Release,
  { since, until }: { since?: string | null; until?: string | null },
): boolean {
  return (!since || isSince(release, since)) && (!until || isUntil(release, until));
}

/** The release of an end of an era; throws on data that is not a release (a mistake in a data file). */
export function bound(text: string): Release {
  const release = parseRelease(text);
  if (!release) throw new Error(`not a release: ${text}`);
  return release;
}

/** Every mainline release from 2.6.12 to the newest known one, oldest first. */
export function mainlineReleases(): Release[] {
  const lastMinor: Record<number, number> = { 3: 19, 4: 20, 5: 19, 6: 19, 7: 1 };
  const all: Release[] = [];
  for (let patch = 12; patch <= 39; patch++) all.push({ major: 2, minor: 6, patch });
  for (const [major, last] of Object.entries(lastMinor)) {
    for (let minor = 0; minor <= last; minor++) all.push({ major: Number(major), minor, patch: 0 });
  }
  return all;
}

/** Why a release that a user names is none to check against; null where it is one. */
export function releaseTrouble(release: Release): string | null {
  if (!isSince(release, OLDEST_RELEASE)) return `the oldest release known is ${OLDEST_RELEASE}`;
  if (release.major > bound(NEWEST_RELEASE).major || release.minor > MOST_MINOR)
    return `the newest release known is ${NEWEST_RELEASE}`;
  return null;
}

/** No series of the kernel has had more releases. */
const MOST_MINOR = 40;
