// SPDX-License-Identifier: GPL-2.0-only
/** The harness itself: each way in which an annotation and a finding can differ fails, and says how. */
import { describe, expect, test } from 'vitest';
import { annotated } from './annotate.ts';
import { compare, differences } from './compare.ts';
import { readFixture } from './fixture.ts';
import { lintSources } from './lintSources.ts';

const MESSAGE = `fault handler foo_fault() returns -EIO, but its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead`;

const CONVERT = MESSAGE.replace('return VM_FAULT_SIGBUS instead', 'convert it with vmf_error()');

/** A fixture with one broken return and the given text below it. */
function broken(annotation: string): string {
  return [
    'static vm_fault_t foo_fault(struct vm_fault *vmf)',
    '{',
    '\treturn -EIO;',
    annotation,
    '}',
    'static const struct vm_operations_struct foo_ops = { .fault = foo_fault };',
  ].join('\n');
}

const run = (text: string, release = '6.12') => differences(readFixture(text), release);

const right = `/*\t^^^^^^^^^^^^ error[errno-as-vm-fault]: ${MESSAGE} */`;
const found = `drivers/foo/foo.c:3:9-21 error[errno-as-vm-fault]: ${MESSAGE}`;

describe('an annotation', () => {
  test('that fits passes, its message may be wrapped', () => {
    expect(run(broken(right))).toEqual([]);
    expect(run(broken(right.replace(', but', ',\n * but').replace(' */', '\n */')))).toEqual([]);
  });

  test('with another message fails', () => {
    expect(run(broken(right.replace('-EIO', '-EFAULT')))).toEqual([
      `- ${found.replace('-EIO', '-EFAULT')}`,
      `+ ${found}`,
    ]);
  });

  test('with the beginning of the message alone fails', () => {
    expect(run(broken(right.replace(/, but.*/, ' */')))).toEqual([
      `- ${found.replace(/, but.*/, '')}`,
      `+ ${found}`,
    ]);
  });

  test.each([
    ['one column to the right', right.replace('\t', '\t '), '3:10-22'],
    ['with a caret less', right.replace('^^', '^'), '3:9-20'],
    ['on another line', `\n${right}`, '4:9-21'],
  ])('%s fails', (_what, annotation, place) => {
    expect(run(broken(annotation))).toEqual([`- ${found.replace('3:9-21', place)}`, `+ ${found}`]);
  });

  test('with another rule fails', () => {
    expect(run(broken(right.replace('errno-as-vm-fault', 'unknown-op')))).toEqual([
      `- ${found.replace('errno-as-vm-fault', 'unknown-op')}`,
      `+ ${found}`,
    ]);
  });

  test('with another severity fails', () => {
    expect(run(broken(right.replace(' error', ' warning')))).toEqual([
      `- ${found.replace(' error', ' warning')}`,
      `+ ${found}`,
    ]);
  });

  test('without a finding fails', () => {
    expect(run(broken(right).replace('return -EIO;', 'return 0x2;'))).toEqual([`- ${found}`]);
  });

  test('stands once for one finding', () => {
    expect(run(broken(`${right}\n${right}`))).toEqual([`- ${found}`]);
  });
});

describe('a finding', () => {
  test('without an annotation fails', () => {
    expect(run(broken('/* expect: none */'))).toEqual([`+ ${found}`]);
  });

  test('in a second file is told apart by its path, the lines are those of the fixture', () => {
    const text = `/* file: fs/foo/a.c */\n${broken(right)}\n/* file: fs/foo/b.c */\n${broken(right)}`;
    expect(run(text)).toEqual([]);
    expect(run(text.slice(0, text.lastIndexOf(right)))).toEqual([]);
    expect(run(text.replace(right, ''))).toEqual([
      `+ ${found.replace('drivers/foo/foo.c:3', 'fs/foo/a.c:4')}`,
    ]);
  });

  test('has its release filled in', () => {
    const text = (release: string) =>
      [
        'static const struct vm_operations_struct foo_ops = {',
        '\t.nopfn = NULL,',
        `/*\t ^^^^^ error[unknown-op]: struct vm_operations_struct of ${release} has no member nopfn: it was last in 2.6.26, use fault */`,
        '};',
      ].join('\n');
    expect(run(text('{release}'), '6.12')).toEqual([]);
    expect(run(text('{release}'), '5.4')).toEqual([]);
    expect(run(text('6.12'), '5.4')).toHaveLength(2);
  });
});

describe('notes', () => {
  const source = [
    'static vm_fault_t foo_fault(struct vm_fault *vmf)',
    '{',
    '\tint err = -EIO;',
    '',
    '\treturn err;',
    `/*\t^^^^^^^^^^^ error[errno-as-vm-fault]: ${CONVERT}`,
    ' * note: err becomes -EIO @ err = -EIO',
    ' */',
    '}',
    'static const struct vm_operations_struct foo_ops = { .fault = foo_fault };',
  ].join('\n');
  const note = '  note: err becomes -EIO';

  test('that fit pass, with or without the text of their place', () => {
    expect(run(source)).toEqual([]);
    expect(run(source.replace(' @ err = -EIO', ''))).toEqual([]);
    expect(run(source.replace(/ \* note:.*\n/, ''))).toEqual([]);
  });

  test('with another message or place fail', () => {
    const at = `drivers/foo/foo.c:5:9-20 error[errno-as-vm-fault]: ${CONVERT}`;
    expect(run(source.replace('becomes -EIO', 'becomes 0'))).toEqual([
      `- ${at}\n- ${note.replace('-EIO', '0')} @ err = -EIO`,
      `+ ${at}\n+ ${note} @ err = -EIO`,
    ]);
    expect(run(source.replace('@ err = -EIO', '@ elsewhere'))).toEqual([
      `- ${at}\n- ${note} @ elsewhere`,
      `+ ${at}\n+ ${note} @ err = -EIO`,
    ]);
  });
});

describe('silence', () => {
  const clean = broken('/* expect: none */').replace('-EIO', 'VM_FAULT_SIGBUS');

  test('about a handler that was seen passes', () => {
    expect(run(clean)).toEqual([]);
  });

  test('about a handler that no file defines fails, unless the fixture says so', () => {
    const text = clean.replace('.fault = foo_fault', '.fault = elsewhere_fault');
    expect(run(text)).toEqual(['- unresolved: 0', '+ unresolved: elsewhere_fault']);
    expect(run(`/* unresolved: 1 */\n${text}`)).toEqual([]);
  });

  test('about a handler that was not analysed to the end fails', () => {
    const linted = lintSources(readFixture(clean).files, '6.12', 'documentation');
    linted.notAnalysed.push({
      gap: 'body',
      function: 'foo_fault',
      file: 'a.c',
      line: 1,
      reason: 'too many paths',
    });
    expect(compare(readFixture(clean), '6.12', linted)).toEqual([
      '+ not analysed: foo_fault(): too many paths',
    ]);
  });
});

describe('reading a fixture', () => {
  test.each([
    ['says nothing', 'int a;'],
    ['says none and has an annotation', broken(`${right}\n/* expect: none */`)],
    ['has an unknown contract', '/* contract: mm */\n/* expect: none */'],
    ['expects something else than none', '/* expect: some */'],
    ['has a misspelt annotation', broken(right.replace('error[', 'err['))],
  ])('fails when it %s', (_what, text) => {
    expect(() => readFixture(text)).toThrow();
  });

  test('takes releases, contract and columns from 1', () => {
    const fixture = readFixture(
      '/* release: 4.16 6.12 */\n/* contract: core */\nf();\n/*<^ error[a-b]: x */',
    );
    expect(fixture.releases).toEqual(['4.16', '6.12']);
    expect(fixture.contract).toBe('core');
    expect(fixture.expected).toEqual([
      {
        path: 'drivers/foo/foo.c',
        line: 3,
        start: 1,
        end: 2,
        severity: 'error',
        rule: 'a-b',
        message: 'x',
        notes: null,
        text: '/*<^ error[a-b]: x */',
      },
    ]);
  });
});

describe('npm run annotate', () => {
  const path = 'test/rules/op-prototype/foo.c';
  const bare = [
    '/* release: 6.6 6.12 */',
    'static void foo_open(struct vm_area_struct *vma, int unused)',
    '{',
    '}',
    'static const struct vm_operations_struct foo_ops = { .open = foo_open };',
    '',
  ].join('\n');

  test('writes what is found, of several releases', () => {
    const text = annotated(path, bare, false);
    expect(text.split('\n')[2]).toBe(
      '/*          ^^^^^^^^ error[op-prototype]: void foo_open(struct vm_area_struct *, int) does not fit void (*open)(struct',
    );
    expect(run(text)).toEqual([]);
    expect(run(text, '6.6')).toEqual([]);
  });

  test('leaves what is right, and mends what is not', () => {
    const text = annotated(path, bare, false);
    const other = text.replace('does not fit', 'fits');
    expect(annotated(path, text, false)).toBe(text);
    expect(annotated(path, other, false)).toBe(text);
  });

  test('says where nothing is found', () => {
    const text = annotated(path, bare.replace(', int unused', ''), false);
    expect(text.split('\n')[1]).toBe('/* expect: none */');
    expect(run(text)).toEqual([]);
  });
});
