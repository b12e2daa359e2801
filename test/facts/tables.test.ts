// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { printTables, tablesOf } from './programOf.ts';

/** What the extractor reads in a text, as lines. */
function read(text: string, memberOrder: string[] = []): string[] {
  return printTables(tablesOf(text, { memberOrder }));
}

describe('file-scope tables', () => {
  test.each([
    ['static const struct vm_operations_struct a = { .fault = f };', 'static const a: variable; fault=f'],
    ['const struct vm_operations_struct a = { .fault = f };', 'const a: variable; fault=f'],
    ['static struct vm_operations_struct const a = { .fault = f };', 'static const a: variable; fault=f'],
    ['struct vm_operations_struct a = { .fault = f };', 'a: variable; fault=f'],
    ['static struct vm_operations_struct a =\n{\n\t.open = o,\n};', 'static a: variable; open=o'],
    ['static const struct vm_operations_struct a = {};', 'static const a: variable'],
    ['/* Be const */ static struct vm_operations_struct a = {};', 'static a: variable'],
    ['half\nstatic const struct vm_operations_struct a = {};', 'const a: variable'],
    ['static const struct vm_operations_struct a = {\n};\n', 'static const a: variable'],
    [
      'static const struct vm_operations_struct a __ro_after_init = { .open = o };',
      'static const a: variable; open=o',
    ],
  ])('%s', (text, line) => {
    expect(read(text)).toEqual([line]);
  });

  test('two declared at once are two', () => {
    expect(read('static struct vm_operations_struct a = { .open = x }, b = { .close = y };')).toEqual([
      'static a: variable; open=x',
      'static b: variable; close=y',
    ]);
  });

  test('a declaration counts only when nothing else in the file defines the table', () => {
    expect(
      read(
        'static const struct vm_operations_struct a;\nstatic const struct vm_operations_struct a = { .fault = f };',
      ),
    ).toEqual(['static const a: variable; fault=f']);
    expect(read('const struct vm_operations_struct dummy;')).toEqual(['const dummy: variable']);
    expect(read('extern const struct vm_operations_struct elsewhere;')).toEqual([]);
  });

  test('other structs and pointers are none', () => {
    expect(
      read(
        [
          'static const struct file_operations a = { .mmap = m };',
          'static const struct vm_operations_struct *p = &b;',
          '/* static struct vm_operations_struct c = { .fault = f }; */',
          'const struct vm_operations_struct *get(struct vm_operations_struct *x);',
        ].join('\n'),
      ),
    ).toEqual([]);
  });

  test('place is the name in its declaration', () => {
    const text = 'static const struct vm_operations_struct my_ops = { .fault = my_fault };';
    const [table] = tablesOf(text);
    expect(text.slice(table?.place.start, table?.place.end)).toBe('my_ops');
    const member = table?.members[0];
    expect(text.slice(member?.handlerPlace.start, member?.handlerPlace.end)).toBe('my_fault');
    expect(text.slice(member?.opPlace.start, member?.opPlace.end)).toMatch(/^\.?fault$/);
  });

  test('guards around the table and inside it', () => {
    const text = [
      '#ifdef CONFIG_MMU',
      'static const struct vm_operations_struct a = {',
      '#ifdef CONFIG_NUMA',
      '\t.set_policy = s,',
      '#else',
      '\t.get_policy = g,',
      '#endif',
      '\t.fault = f,',
      '};',
      '#endif',
    ].join('\n');
    expect(read(text)).toEqual([
      'static const a: variable; set_policy=s[defined(CONFIG_NUMA)]; get_policy=g[!defined(CONFIG_NUMA)]; fault=f',
    ]);
    expect(tablesOf(text)[0]?.guards).toEqual([{ condition: 'defined(CONFIG_MMU)', taken: true }]);
  });
});

describe('values of members', () => {
  test.each([
    ['.fault = f', 'fault=f'],
    ['.fault = &f', 'fault=f'],
    ['.fault = (void *)f', 'fault=f'],
    ['.fault = NULL', 'fault=null'],
    ['.fault = 0', 'fault=null'],
    ['.fault = WRAP(f)', 'fault=f'],
    ['.fault = PTR_IF(IS_ENABLED(CONFIG_X), f)', 'fault=f'],
    ['.fault = IS_ENABLED(CONFIG_X) ? f : NULL', 'fault=f'],
    ['.fault = IS_ENABLED(CONFIG_X) ? NULL : 0', 'fault=null'],
    ['.fault = HAS_X ? f : g', 'fault=f; fault=g'],
    ['.fault = PICK(f, g)', 'fault=PICK(f, g)'],
    ['fault: f', 'fault=f (gnu)'],
  ])('%s', (member, line) => {
    expect(read(`static const struct vm_operations_struct a = { ${member}, };`)).toEqual([
      `static const a: variable; ${line}`,
    ]);
  });

  test('positional values take their names from the release', () => {
    const text = 'static struct vm_operations_struct a = { o, c, .fault = f, n, x };';
    expect(read(text, ['open', 'close', 'fault', 'nopfn'])).toEqual([
      'static a: variable; open=o (positional); close=c (positional); fault=f; nopfn=n (positional); #4=x (positional)',
    ]);
  });
});

describe('other forms', () => {
  test('an array of tables', () => {
    expect(
      read(
        'static const struct vm_operations_struct a[] = { { .open = x }, [KIND] = { .close = y }, [4] = { .fault = z } };',
      ),
    ).toEqual([
      'static const a[0]: array-element; open=x',
      'static const a[KIND]: array-element; close=y',
      'static const a[4]: array-element; fault=z',
    ]);
  });

  test('a table local to a function', () => {
    expect(
      read(
        'int m(struct vm_area_struct *vma)\n{\n\tstatic const struct vm_operations_struct a = { .open = x };\n\treturn 0;\n}\n',
      ),
    ).toEqual(['static const m() a: function-local; open=x']);
  });

  test('a typedef of the struct', () => {
    expect(read('typedef struct vm_operations_struct vmops_t;\nstatic vmops_t a = { .open = x };')).toEqual([
      'static a: variable; open=x',
    ]);
  });

  test('a compound literal', () => {
    expect(
      read(
        'int m(struct vm_area_struct *vma)\n{\n\tvma->vm_ops = &(const struct vm_operations_struct){ .open = x };\n\treturn 0;\n}\n',
      ),
    ).toEqual(['const m() (literal in m): compound-literal; open=x']);
  });

  test('a field of another object, as braces or one member at a time', () => {
    expect(read('static struct thing t = { .id = 1, .vm_ops = { .open = x, .close = y } };')).toEqual([
      'static t.vm_ops: embedded; open=x; close=y',
    ]);
    expect(read('static struct thing t = { .vm_ops.open = x, .vm_ops.close = y };')).toEqual([
      'static t.vm_ops: embedded; open=x; close=y',
    ]);
    expect(
      read(
        'struct thing {\n\tstruct vm_operations_struct how;\n};\nstatic struct thing t = { .how = { .open = x } };',
      ),
    ).toEqual(['static t.how: embedded; open=x']);
    expect(read('static struct thing t = { .vm_ops = &elsewhere };')).toEqual([]);
  });

  test('a field of a usual name whose members are of another struct is none', () => {
    const text = 'static struct thing t = { .vm_ops = { .create = x } };';
    expect(read(text, ['open', 'close'])).toEqual([]);
    expect(read(text.replace('create', 'close'), ['open', 'close'])).toEqual([
      'static t.vm_ops: embedded; close=x',
    ]);
  });
});

test('a program of another struct reads the tables of that one', () => {
  const text =
    'static const struct vm_operations_struct a = { .fault = f };\nstatic const struct file_operations b = { .mmap = m };\n';
  expect(printTables(tablesOf(text, { struct: 'file_operations' }))).toEqual([
    'static const b: variable; mmap=m',
  ]);
});
