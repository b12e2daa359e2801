// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { formatRelease, inEra, mainlineReleases, parseRelease } from '../../server/src/contracts/release.ts';

const release = (text: string) => {
  const parsed = parseRelease(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

describe('parseRelease', () => {
  it.each([
    ['6.12', { major: 6, minor: 12, patch: 0 }],
    ['6.12.117', { major: 6, minor: 12, patch: 117 }],
    ['2.6.18', { major: 2, minor: 6, patch: 18 }],
    ['2.6.18.8', { major: 2, minor: 6, patch: 18 }],
    ['v5.4', { major: 5, minor: 4, patch: 0 }],
    ['6.13-rc2', { major: 6, minor: 13, patch: 0 }],
    ['7.1.0', { major: 7, minor: 1, patch: 0 }],
    ['6.1.0-28-amd64', { major: 6, minor: 1, patch: 0 }],
    [' 6.1\n', { major: 6, minor: 1, patch: 0 }],
  ])('reads %s', (text, expected) => expect(parseRelease(text)).toEqual(expected));

  it.each(['', '6', 'six', '6.', '.12', '6.12,', '6.12 and more', '6.12.x', '-1.2'])('refuses "%s"', (text) =>
    expect(parseRelease(text)).toBeNull(),
  );
});

describe('formatRelease', () => {
  it.each(['2.6.18', '6.12', '6.12.117', '3.0'])('gives %s back', (text) =>
    expect(formatRelease(release(text))).toBe(text),
  );
  it('drops a zero patch level', () => expect(formatRelease(release('7.1.0'))).toBe('7.1'));
});

describe('inEra', () => {
  it('counts every stable release of the last one in', () => {
    const era = { since: '4.11', until: '4.16' };
    expect(
      ['4.10.17', '4.11', '4.11-rc1', '4.16.18', '4.17'].map((text) => inEra(release(text), era)),
    ).toEqual([false, true, true, true, false]);
  });
  it('tells the releases of 2.6 apart by the third number', () => {
    const era = { since: '2.6.18', until: '2.6.29' };
    expect(
      ['2.6.17', '2.6.18', '2.6.29.6', '2.6.30', '3.0'].map((text) => inEra(release(text), era)),
    ).toEqual([false, true, true, false, false]);
  });
  it('is open without an end', () => expect(inEra(release('9.9'), { since: '6.6' })).toBe(true));
});

describe('mainlineReleases', () => {
  it('runs from 2.6.12 to 7.1 without gaps where a series ends', () => {
    const all = mainlineReleases().map(formatRelease);
    expect(all[0]).toBe('2.6.12');
    expect(all.at(-1)).toBe('7.1');
    expect(all).toHaveLength(28 + 20 + 21 + 20 + 20 + 2);
    expect(all.indexOf('3.0') - all.indexOf('2.6.39')).toBe(1);
    expect(all.indexOf('5.0') - all.indexOf('4.20')).toBe(1);
  });
});
