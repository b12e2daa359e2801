// SPDX-License-Identifier: GPL-2.0-only
/** What the words of a name say: sure of a report, or loose for what keeps still. */
import { expect, test } from 'vitest';
import { type Role, says } from '../../server/src/facts/names/roles.ts';

test.each<[name: string, role: Role, surely: boolean, maybe: boolean]>([
  ['kfree', 'givesUp', true, true],
  ['foo_put', 'givesUp', true, true],
  ['foo_put_unlocked', 'givesUp', true, true],
  ['foo_free_page', 'givesUp', true, true],
  ['__put_foo', 'givesUp', true, true],
  ['foo_release_all', 'givesUp', true, true],
  ['ring_free_slots', 'givesUp', false, true],
  ['fooPutObject', 'givesUp', true, true],
  ['trace_output', 'givesUp', false, false],
  ['foo_freeze', 'givesUp', false, false],
  ['computed', 'givesUp', false, false],
  ['foo_send', 'ends', false, false],
  ['foo_pending', 'ends', false, false],
  ['foo_interrupt', 'ends', false, false],
  ['foo_decode', 'ends', false, false],
  ['foo_end_io', 'ends', false, true],
  ['foo_dec', 'ends', true, true],
  ['foo_iounmap', 'ends', false, true],
  ['foo_suspend', 'empties', false, false],
  ['foo_cleanup', 'empties', false, true],
  ['foo_kzalloc', 'makes', false, true],
])('%s: %s', (name, role, surely, maybe) => {
  expect([says(name, role, 'surely'), says(name, role, 'maybe')]).toEqual([surely, maybe]);
});
