// SPDX-License-Identifier: GPL-2.0-only
/** Invisible characters in the names of files, stays out of every output. */
import { expect, test } from 'vitest';
import { formats } from '../../server/src/report/formats/index.ts';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

const UNSEEN = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/u;
const NAME = '\u001b[31mred\u0007\u009b\u202e\u2028.c';
const TEXT = `static vm_fault_t a_fault(struct vm_fault *vmf)
{
	return -ENOMEM;
}
static const struct vm_operations_struct a_ops = { .fault = a_fault };
`;

test.each(formats.map(({ name }) => name))('format %s', (format) => {
  const cwd = tempTree({ [NAME]: TEXT, 'plain.c': TEXT });
  const { stdout, stderr, code } = vmops(['lint', '.', '--format', format], { cwd });
  expect(code).toBe(1);
  expect(`${stdout}${stderr}`).toContain('-ENOMEM');
  expect(UNSEEN.exec(`${stdout}${stderr}`)).toBe(null);
});
