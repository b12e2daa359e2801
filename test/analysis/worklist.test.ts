// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { Worklist } from '../../server/src/analysis/engine/worklist.ts';
import { State } from '../../server/src/analysis/state/state.ts';
import { Symbols } from '../../server/src/analysis/state/symbols.ts';

const symbols = new Symbols();

test('hands out what comes first in the order, with everything that waits there', () => {
  const worklist = new Worklist([2, 0, 1]);
  const [a, b, c] = [new State(symbols), new State(symbols), new State(symbols)];
  worklist.add(0, a);
  worklist.add(2, b);
  worklist.add(0, c);
  expect(worklist.next()).toEqual({ block: 2, states: [b] });
  worklist.add(1, b);
  expect(worklist.next()).toEqual({ block: 1, states: [b] });
  expect(worklist.next()).toEqual({ block: 0, states: [a, c] });
  expect(worklist.next()).toBeNull();
});
