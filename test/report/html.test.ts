// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { VmaFlags } from '../../server/src/analysis/state/knownFlags.ts';
import { prospectsOf } from '../../server/src/report/html/becomes.ts';
import { branchesOf } from '../../server/src/report/html/branches.ts';
import { excerpt } from '../../server/src/report/html/excerpt.ts';
import { escaped, html, jsonFor } from '../../server/src/report/html/html.ts';
import { SourceFile } from '../../server/src/text/source.ts';

describe('HTML', () => {
  test('escapes what is put in, once', () => {
    expect(html`<p title="${'"&<'}">${html`<b>${"it's"}</b>`}${[1, null, false, '`']}</p>`.text).toBe(
      '<p title="&#34;&#38;&#60;"><b>it&#39;s</b>1&#96;</p>',
    );
  });
  test('shows what cannot be seen', () => {
    expect(escaped('a\u202eb\u0000c\td\n')).toBe('a\\u{202e}b\\u{0}c\td\n');
  });
  test('data cannot end its element', () => {
    expect(jsonFor({ a: '</script><!-- &\u2028' }).text).toBe(
      '{"a":"\\u003c/script\\u003e\\u003c!-- \\u0026\\u2028"}',
    );
  });
});

test('an excerpt marks the lines of the place, up to the ends of the file', () => {
  const file = new SourceFile('a.c', 'one;\ntwo <b>;\nthree;');
  expect(excerpt({ file, start: 5, end: 8 }, 5).text.replace(/<[^>]*own[^>]*>/, '>>')).toBe(
    '<pre class="code"><span class="line"><b>1</b>one;\n</span>>><b>2</b>two &#60;b&#62;;\n</span>' +
      '<span class="line"><b>3</b>three;\n</span></pre>',
  );
  expect(excerpt({ file: new SourceFile('a.c', ''), start: 0, end: 0 }).text).toContain('<b>1</b>');
});

test('branches share the tests that they have in common', () => {
  const file = new SourceFile('a.c', 'x'.repeat(50));
  const step = (text: string, truth: boolean, start: number) => ({
    kind: 'test' as const,
    text,
    truth,
    ofArguments: false,
    place: { file, start, end: start + 1 },
    message: '',
  });
  const exit = (values: string[], start: number, trace: ReturnType<typeof step>[]) => ({
    values,
    place: { file, start, end: start + 1 },
    trace,
    pageLock: 'locked',
    mmapLock: 'held',
    held: [],
    assumed: false,
  });
  const exits = [
    exit(['LOCKED|MAJOR'], 30, [step('a', true, 1), step('b', true, 5)]),
    exit(['?'], 31, [step('a', true, 1), step('b', false, 5)]),
    exit(['0'], 32, [step('a', false, 1)]),
  ];
  const root = branchesOf({ exits } as unknown as Parameters<typeof branchesOf>[0]);
  expect(root.children.map(({ test: at, children }) => [at?.text, at?.truth, children.length])).toEqual([
    ['a', true, 2],
    ['a', false, 0],
  ]);
  expect(root.children[0]?.children[0]?.results).toMatchObject([
    { values: ['VM_FAULT_LOCKED | VM_FAULT_MAJOR'], notes: ['page locked'] },
  ]);
  expect(root.children[0]?.children[1]?.results[0]?.values).toEqual(['unknown']);
});

test('what a mapping may become is told from its flags', () => {
  const place = { file: new SourceFile('a.c', ''), start: 0, end: 0 };
  const may = (set: string[], cleared: string[], isOpen: boolean) => {
    let flags = isOpen ? VmaFlags.MAPPED.open(place) : VmaFlags.MAPPED;
    for (const flag of set) flags = flags.change(flag, true, place);
    for (const flag of cleared) flags = flags.change(flag, false, place);
    return prospectsOf({ flags } as Parameters<typeof prospectsOf>[0]).map((one) => one.may);
  };
  expect(may([], [], false)).toEqual(Array(7).fill('yes'));
  const bound = may(['VM_SHARED', 'VM_PFNMAP', 'VM_DONTCOPY', 'VM_IO'], ['VM_MAYWRITE', 'VM_MAYEXEC'], false);
  expect(bound).toEqual(Array(7).fill('no'));
  expect(may([], [], true)).toEqual(Array(7).fill('unknown'));
});
