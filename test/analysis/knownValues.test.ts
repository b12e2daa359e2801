// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { INITIAL, type Known, KnownValues } from '../../server/src/analysis/state/properties/index.ts';

test('a copy has every property of a state', () => {
  const marked = Object.fromEntries(Object.keys(INITIAL).map((name) => [name, { name }])) as unknown as Known;
  const copy = new KnownValues(marked);
  expect(Object.keys(copy)).toEqual(Object.keys(INITIAL));
  for (const [name, value] of Object.entries(marked)) expect(copy).toHaveProperty(name, value);
});
