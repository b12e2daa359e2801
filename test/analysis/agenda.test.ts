import { expect, test } from 'vitest';
import { Agenda } from '../../server/src/analysis/engine/worklist.ts';
import { State } from '../../server/src/analysis/state/state.ts';
import { Symbols } from '../../server/src/analysis/state/symbols.ts';

const symbols = new Symbols();

test('hands out what comes first in the order, with everything that waits there', () => {
  const agenda = new Agenda([2, 0, 1]);
  const [a, b, c] = [new State(symbols), new State(symbols), new State(symbols)];
  agenda.add(0, a);
  agenda.add(2, b);
  agenda.add(0, c);
  expect(agenda.next()).toEqual({ block: 2, states: [b] });
  agenda.add(1, b);
  expect(agenda.next()).toEqual({ block: 1, states: [b] });
  expect(agenda.next()).toEqual({ block: 0, states: [a, c] });
  expect(agenda.next()).toBeNull();
});
