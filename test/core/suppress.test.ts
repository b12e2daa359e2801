// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { kernelFor } from '../../server/src/contracts/kernel.ts';
import { analyse } from '../../server/src/core/analyse.ts';
import { applyRules } from '../../server/src/core/applyRules.ts';
import { IncrementalFile } from '../../server/src/facts/file/incrementalFile.ts';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import { rules } from '../../server/src/rules/index.ts';
import { lintSources } from '../rules/lintSources.ts';

const HEAD = '#include <linux/mm.h>';

/** Rule and line of each finding. */
function lint(lines: string[], more: Record<string, string[]> = {}) {
  const files = Object.fromEntries(
    Object.entries({ 'drivers/box/box.c': [HEAD, ...lines], ...more }).map(([path, text]) => [
      path,
      text.join('\n'),
    ]),
  );
  return lintSources(files, '6.12', 'documentation').findings.map(({ rule, place, message }) => ({
    at: `${rule}:${place.file.positionAt(place.start).line}`,
    message,
  }));
}

const at = (findings: { at: string }[]) => findings.map((finding) => finding.at);

/** A table with a handler that is wrong on line 4, not const on line 6; `x` puts words into a place. */
function box(x: Partial<Record<'above' | 'body' | 'behind' | 'table' | 'inside', string>> = {}): string[] {
  return [
    x.above ?? '',
    'static vm_fault_t box_fault(struct vm_fault *vmf) {',
    x.body ?? '',
    `\treturn -EIO;${x.behind ?? ''}`,
    '}',
    x.table ?? '',
    'static struct vm_operations_struct box_ops = {',
    `\t.fault = box_fault,${x.inside ?? ''}`,
    '};',
  ];
}

const ERRNO = 'errno-as-vm-fault:5';
const CONST = 'non-const-table:8';
const allow = (rules: string) => ` /* vmops: allow(${rules}) known */`;

test('without a comment both are reported', () => {
  expect(at(lint(box()))).toEqual([ERRNO, CONST]);
});

test.each([
  ['behind the line', { behind: allow('errno-as-vm-fault') }, [CONST]],
  ['on the line before', { body: allow('errno-as-vm-fault') }, [CONST]],
  ['before the function', { above: allow('errno-as-vm-fault') }, [CONST]],
  ['before the function, as a line comment', { above: '// vmops: allow(errno-as-vm-fault) known' }, [CONST]],
  ['before the table: its handlers too', { table: allow('errno-as-vm-fault') }, [CONST]],
  ['within the table', { inside: allow('non-const-table') }, [ERRNO]],
  ['two rules before the table', { table: allow('non-const-table, errno-as-vm-fault') }, []],
])('allowed %s', (_, place, left) => {
  expect(at(lint(box(place)))).toEqual(left);
});

test('one that stands elsewhere allows nothing, and says so', () => {
  const findings = lint(box({ above: allow('non-const-table') }));
  expect(at(findings)).toEqual(['unused-suppression:2', ERRNO, CONST]);
  expect(findings[0]?.message).toBe('nothing here breaks non-const-table: remove it');
});

test('a table in another file that names the same', () => {
  const other = { 'fs/box/box.c': [HEAD, ...box({ table: allow('errno-as-vm-fault, non-const-table') })] };
  expect(at(lint(box(), other))).toEqual([ERRNO, CONST]);
});

test('an unknown rule is named, with the nearest one', () => {
  const findings = lint(box({ body: allow('errno-as-vm-falt'), above: allow('zzz') }));
  expect(
    findings.filter(({ at: place }) => place.startsWith('unused')).map(({ message }) => message),
  ).toEqual([
    'no rule named zzz; "vmops rules" lists them',
    'no rule named errno-as-vm-falt (did you mean errno-as-vm-fault?)',
  ]);
});

test('one without a reason still allows, and is reported', () => {
  const findings = lint(box({ behind: ' // vmops: allow(errno-as-vm-fault)' }));
  expect(at(findings)).toEqual(['unused-suppression:5', CONST]);
  expect(findings[0]?.message).toBe(
    'allow(errno-as-vm-fault) gives no reason: write after the parenthesis why the code is right',
  );
});

test('one that cannot be read, and one that allows this rule itself', () => {
  const findings = lint(box({ above: '/* vmops: ignore errno */', body: allow('unused-suppression') }));
  expect(findings.slice(0, 2).map(({ message }) => message)).toEqual([
    'malformed suppression: expected "vmops: allow(rule) reason"',
    'unused-suppression cannot be allowed in the source: remove what it points at',
  ]);
});

test('nothing is said of a rule that does not apply to the release', () => {
  const text = [HEAD, ...box({ table: allow('non-const-table'), behind: allow('errno-as-vm-fault') })];
  const { findings } = lintSources({ 'a.c': text.join('\n') }, '2.6.30', 'documentation');
  expect(findings.map(({ rule }) => rule)).not.toContain('unused-suppression');
});

test('nothing is said of a function that no table uses: it was not explored', () => {
  const findings = lint([
    allow('errno-as-vm-fault'),
    'int box_helper(struct page *page) { lock_page(page); return 0; }',
    ...box({ behind: allow('errno-as-vm-fault') }),
  ]);
  expect(at(findings)).toEqual(['non-const-table:10']);
});

test('in a file that is being edited the comments of the text as it is now count', () => {
  const kernel = kernelFor({ major: 6, minor: 12, patch: 0 }, 'option');
  const program = createProgram();
  const texts = ['', allow('errno-as-vm-fault'), ''].map((behind) =>
    [HEAD, '', ...box({ behind })].join('\n'),
  );
  const file = new IncrementalFile('drivers/box/box.c', texts[0] as string);
  program.updateFile(file, null);
  const found = [];
  for (const text of texts) {
    program.updateFile(file, file.update(text));
    const tables = program.files.get(file.path)?.tables ?? [];
    const handlers = resolveHandlers(program, tables);
    const context = createContext(program, kernel);
    const { reports, mappings } = analyse({ program, context, kernel, tables, handlers, libraries: [] });
    const all = { kernel, program, tables, handlers, reports, mappings, contract: 'documentation' as const };
    found.push(
      applyRules(rules, all, new Map())
        .map(({ rule }) => rule)
        .sort(),
    );
  }
  expect(found).toEqual([
    ['errno-as-vm-fault', 'non-const-table'],
    ['non-const-table'],
    ['errno-as-vm-fault', 'non-const-table'],
  ]);
});
