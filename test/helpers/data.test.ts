// SPDX-License-Identifier: GPL-2.0-only

import { describe, expect, test } from 'vitest';
import schema from '../../server/src/analysis/models/data/helpers.schema.json';
import { compileEntry, type Entry } from '../../server/src/analysis/models/entry.ts';
import { helperFiles } from '../../server/src/analysis/models/table.ts';
import type { Release } from '../../server/src/contracts/model.ts';
import { inEra } from '../../server/src/contracts/release.ts';
import { schemaErrors } from './schema.ts';

const namesOf = (entry: Entry) => [...(entry.name === undefined ? [] : [entry.name]), ...(entry.names ?? [])];

describe.each(Object.entries(helperFiles))('%s', (file, data) => {
  test('fits the schema', () => {
    expect(schemaErrors(data, schema)).toEqual([]);
  });

  test('every entry has a name, says something, and compiles', () => {
    for (const { name, names, since, until, ...rest } of data.helpers) {
      expect(name === undefined).toBe(names !== undefined);
      expect(Object.keys(rest), `${name ?? names}`).not.toEqual([]);
      expect(since && until ? compareBounds(since, until) : 0, `${name ?? names}`).toBeLessThanOrEqual(0);
    }
    for (const entry of data.helpers) for (const name of namesOf(entry)) compileEntry(file, name, entry);
  });
});

test('the schema refuses what the tables must not hold', () => {
  const refused = (helper: unknown) => schemaErrors({ helpers: [helper] }, schema);
  expect(refused({ name: 'f', sleeps: true })).toEqual([]);
  expect(refused({ name: 'f', sleep: true })).toEqual(['.helpers[0]: unknown member sleep']);
  expect(refused({ name: 'f', sleeps: 'sometimes' })).toHaveLength(1);
  expect(refused({ name: 'f', since: '6.12.1' })).toHaveLength(1);
  expect(refused({ name: 'f', outcomes: [{ returns: ['VM_FAULT_x'] }] })).toHaveLength(1);
  expect(refused({ name: 'f', outcomes: [{ do: ['grab page arg0'] }] })).toHaveLength(1);
  expect(refused({ name: 'f', names: [] })).toEqual(['.helpers[0].names: too short']);
});

test('in each release a name has one entry at most', () => {
  const byName = new Map<string, { file: string; entry: Entry }[]>();
  for (const [file, { helpers }] of Object.entries(helperFiles))
    for (const entry of helpers)
      for (const name of namesOf(entry)) byName.set(name, [...(byName.get(name) ?? []), { file, entry }]);
  const clashes: string[] = [];
  for (const [name, entries] of byName) {
    const bounds = entries
      .flatMap(({ entry }) => [entry.since, entry.until])
      .filter((b) => typeof b === 'string');
    for (const release of bounds.length ? bounds.map(toRelease) : [toRelease('6.12')]) {
      const found = entries.filter(({ entry }) => inEra(release, entry));
      if (found.length > 1)
        clashes.push(
          `${name} in ${found.map((f) => f.file)} at ${release.major}.${release.minor}.${release.patch}`,
        );
    }
  }
  expect(clashes).toEqual([]);
});

test('VM_FAULT names in results exist', () => {
  const codes = new Set(
    'OOM SIGBUS MAJOR HWPOISON SIGSEGV NOPAGE LOCKED RETRY FALLBACK DONE_COW NEEDDSYNC'.split(' '),
  );
  const unknown: string[] = [];
  for (const [file, { helpers }] of Object.entries(helperFiles))
    for (const entry of helpers)
      for (const name of namesOf(entry))
        for (const outcome of compileEntry(file, name, entry).outcomes)
          for (const atom of outcome.returns)
            if (/^[A-Z]/.test(atom)) unknown.push(...atom.split('|').filter((code) => !codes.has(code)));
  expect(unknown).toEqual([]);
});

function toRelease(text: string): Release {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return { major, minor, patch };
}

function compareBounds(a: string, b: string): number {
  const [x, y] = [toRelease(a), toRelease(b)];
  return x.major - y.major || x.minor - y.minor || x.patch - y.patch;
}
