// SPDX-License-Identifier: GPL-2.0-only
/** An editor may start a server without the variables of its user: git is found where it usually is. */
import { expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

test('git is found without a PATH', () => {
  const repository = new SampleRepository();
  const { code, stderr } = vmopsProcess(['lint', '--diff'], {
    cwd: repository.root,
    env: { PATH: undefined },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
