// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, vmops } from './vmops.ts';

/** The time of a run differs, nothing else does. */
function withoutTime(text: string): string {
  return text.replace(/, \d+\.\d s\)/g, ', 0.0 s)');
}

test('the transcript of README.md is what the command prints', () => {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const transcript = /```text\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  expect(withoutTime(vmops(['lint', 'test/sample']).stdout)).toBe(withoutTime(transcript));
});
