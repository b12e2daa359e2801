// SPDX-License-Identifier: GPL-2.0-only
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { textReport } from '../../../server/src/report/formats/text.ts';
import { finding } from '../fixture.ts';

const plain = { colors: pc.createColors(false), display: (path: string) => path };

test('a finding is a line in gcc form, each related place a note', () => {
  expect(textReport([finding], plain)).toBe(
    'fs/x/file.c:4:9: error: x_fault returns -ENOMEM [errno-as-vm-fault]\n' +
      'fs/x/file.c:3:2: note: the lock is taken here\n',
  );
});

test('no findings are no text', () => {
  expect(textReport([], plain)).toBe('');
});

test('paths are printed as told', () => {
  const display = (path: string) => `linux/${path}`;
  expect(textReport([{ ...finding, path: [] }], { ...plain, display })).toBe(
    'linux/fs/x/file.c:4:9: error: x_fault returns -ENOMEM [errno-as-vm-fault]\n',
  );
});

test('colour changes nothing but escape sequences', () => {
  const coloured = textReport([finding], { ...plain, colors: pc.createColors(true) });
  const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
  expect(coloured).not.toBe(textReport([finding], plain));
  expect(coloured.replace(escapes, '')).toBe(textReport([finding], plain));
});
