// SPDX-License-Identifier: GPL-2.0-only
/** Results that a variable keeps, and that something else on the way may turn into the other answer. */
import type { CallInstruction, Graph, Pure } from './cfg.ts';

/** Whether the variable that holds what a call returned is set to true by hand further down: `last = put(obj); … last = 1;`. */
export function isMadeTrue({ blocks }: Graph, { result, start }: CallInstruction): boolean {
  const assigns = blocks.flatMap(({ instructions }) => instructions.filter((i) => i.op === 'assign'));
  const kept = assigns.find(({ value }) => value.k === 'temp' && value.id === result)?.target;
  if (kept?.k !== 'name') return false;
  return assigns.some(
    ({ target, value, start: at }) =>
      at > start && target.k === 'name' && target.name === kept.name && isTrue(value),
  );
}

const isTrue = (e: Pure) =>
  e.k === 'int' ? e.value !== null && e.value !== 0 : e.k === 'name' && e.name === 'true';
