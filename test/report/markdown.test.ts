// SPDX-License-Identifier: GPL-2.0-only
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { markdownForTerminal } from '../../server/src/report/markdown.ts';

test('markup goes, words stay', () => {
  const page =
    '# `a-rule`\n\nSee **this** [page](https://x.org).\n\n```c\nint a = `b`;\n\n# define\n```\n\nEnd\n\n';
  expect(markdownForTerminal(page, pc.createColors(false))).toBe(
    'a-rule\n\nSee this page (https://x.org).\n\n    int a = `b`;\n\n    # define\n\nEnd\n',
  );
});
