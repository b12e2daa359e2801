// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { type Flags, VmaFlags } from '../../server/src/analysis/state/knownFlags.ts';
import { mappingInWords } from '../../server/src/analysis/state/mappingWords.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const place = { file: new SourceFile('drivers/foo.c', ''), start: 0, end: 0 };
const without = (flags: VmaFlags, refused: Flags) => flags.exclude(refused, place) as VmaFlags;
const { MAPPED } = VmaFlags;

test.each<[string, VmaFlags[], string]>([
  ['as core made it', [MAPPED], 'may be private, may be written, may grow'],
  ['frames', [MAPPED.change('VM_PFNMAP', true, place)], 'may be private, may be written, cannot grow'],
  [
    'copies refused',
    [without(MAPPED, { clear: ['VM_SHARED'] }).change('VM_DONTEXPAND', true, place)],
    'never private, may be written, cannot grow',
  ],
  [
    'private ones refused: a shared one that is read alone has VM_MAYSHARE without VM_SHARED',
    [without(MAPPED, { clear: ['VM_MAYSHARE'] })],
    'never private, may be written, may grow',
  ],
  [
    'private ones that could be written refused: private ones all could',
    [without(MAPPED, { set: ['VM_MAYWRITE'], clear: ['VM_SHARED'] })],
    'never private, may be written, may grow',
  ],
  [
    'those refused when none can be written any more',
    [without(MAPPED.change('VM_MAYWRITE', false, place), { set: ['VM_MAYWRITE'], clear: ['VM_SHARED'] })],
    'may be private, read-only for good, may grow',
  ],
  [
    'writing refused',
    [without(MAPPED, { set: ['VM_WRITE'] })],
    'may be private, read-only until mprotect(), may grow',
  ],
  [
    'writing refused for good',
    [without(MAPPED, { set: ['VM_WRITE'] }).change('VM_MAYWRITE', false, place)],
    'may be private, read-only for good, may grow',
  ],
  [
    'not copied',
    [MAPPED.change('VM_DONTCOPY', true, place)],
    'may be private, may be written, may grow, not copied by fork()',
  ],
  [
    'one of two ways',
    [MAPPED.change('VM_PFNMAP', true, place), MAPPED],
    'may be private, may be written, may grow',
  ],
  ['handed to code out of sight', [MAPPED.open(place)], 'unknown'],
  ['errors alone', [], 'never succeeds'],
])('%s', (_, flags, words) => {
  expect(mappingInWords(flags.map((each) => ({ flags: each })))).toBe(words);
});
