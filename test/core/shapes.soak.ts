// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { broken, SHAPES } from '../../scripts/fuzz/shapes.ts';
import { lintSources } from '../rules/lintSources.ts';

/** Deep enough to end a reader that recurses without a limit; `npm run fuzz` goes further. */
const sizeOf = (name: string) => (name.startsWith('expression') ? 3000 : 800);

const BROKEN = ['after_fault', 'before_fault', 'other_fault'];

test.each(SHAPES)('$name: its neighbours in the file and beside it are still heard', ({ name, text }) => {
  const { findings, notAnalysed } = lintSources(
    { 'drivers/odd.c': text(sizeOf(name)), 'drivers/other.c': broken('other') },
    '6.12',
    'documentation',
  );
  const told = findings.filter(({ rule }) => rule === 'errno-as-vm-fault').map((finding) => finding.function);
  expect(BROKEN.filter((name) => !told.includes(name))).toEqual([]);
  expect(notAnalysed.filter(({ reason }) => /internal|deeply/.test(reason))).toEqual([]);
});
