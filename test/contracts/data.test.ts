// SPDX-License-Identifier: GPL-2.0-only
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { OPS, OTHER_OPS } from '../../server/src/contracts/data.ts';
import { FAULT_CODES } from '../../server/src/contracts/faults.ts';
import { compareReleases } from '../../server/src/contracts/model.ts';
import { bound, type Era, inEra, mainlineReleases } from '../../server/src/contracts/release.ts';

const folder = join(__dirname, '../../server/src/contracts/data');
const read = (path: string) => JSON.parse(readFileSync(join(folder, path), 'utf8'));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (p) => p.endsWith('.json') && p !== 'schema.json',
);
const schema = read('schema.json');

describe('the data files', () => {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
  it.each(files)('%s keeps the schema', (path) => {
    validate(read(path));
    expect(validate.errors).toBeNull();
  });

  it.each([
    ['an unknown lock', '"mmapLock": "read"', '"mmapLock": "maybe"'],
    ['a release that is none', '"since": "2.6.23"', '"since": "6.x"'],
    ['a missing guard', '"guard": null,', ''],
    ['a prefix in a result', '"name": "OOM"', '"name": "vm_fault_oom"'],
    ['a field too many', '"op": "fault"', '"op": "fault", "extra": 1'],
  ])('the schema refuses %s', (_, from, to) => {
    const text = JSON.stringify(read('ops/fault.json'), null, 1);
    expect(text).toContain(from);
    expect(validate(JSON.parse(text.replace(from, to)))).toBe(false);
  });

  it('every file of ops is loaded', () => {
    const names = files.filter((p) => /^ops[\\/]/.test(p)).map((p) => p.slice(4, -5));
    expect(names.sort()).toEqual([...OPS, ...OTHER_OPS].map((data) => data.op).sort());
  });
});

describe('eras', () => {
  /** One era for each release of the op, none before or after it. */
  const covers = (whole: Era, eras: Era[]) =>
    mainlineReleases().filter(
      (r) => eras.filter((era) => inEra(r, era)).length !== (inEra(r, whole) ? 1 : 0),
    );
  const open = (whole: Era, eras: Era[]) => eras.map((era) => ({ ...era, until: era.until ?? whole.until }));

  it.each(OPS.map((data) => [data.op, data] as const))(
    '%s has one prototype and one entry state in each release',
    (_, data) => {
      expect(covers(data, open(data, data.prototypes))).toEqual([]);
      expect(covers(data, open(data, data.entries))).toEqual([]);
    },
  );

  it.each(FAULT_CODES.map((code) => [code.name, code] as const))(
    'VM_FAULT_%s has one value in each release',
    (_, code) => expect(covers(code, open(code, code.values))).toEqual([]),
  );

  it.each(OPS.map((data) => [data.op, data] as const))(
    '%s: history in order, successors and codes exist',
    (_, data) => {
      const years = data.history.map((entry) => bound(entry.release));
      expect([...years].sort(compareReleases)).toEqual(years);
      if (data.replacedBy) expect(OPS.map((other) => other.op)).toContain(data.replacedBy);
      const codes = ['0', ...FAULT_CODES.map((code) => code.name)];
      for (const { name } of [...data.results, ...data.refused]) expect(codes).toContain(name);
    },
  );

  it.each(OPS.map((data) => [data.op, data] as const))(
    '%s: no result is accepted and refused, or said twice, in one release',
    (_, data) => {
      for (const release of mainlineReleases()) {
        const names = [...data.results, ...data.refused]
          .filter((result) => inEra(release, { since: result.since ?? data.since, until: result.until }))
          .map((result) => result.name);
        expect(names).toEqual([...new Set(names)]);
      }
    },
  );
});
