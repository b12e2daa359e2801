// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { markCrossFileStores } from '../../server/src/facts/tables/crossFileStores.ts';
import { printTables, programOf, tablesOf } from './programOf.ts';

const TABLE = 'static struct vm_operations_struct ops = { .open = o };\n';

/** The tables of a file whose one function has this body. */
function inFunction(body: string, before = TABLE): string[] {
  return printTables(tablesOf(`${before}int m(struct vm_area_struct *vma, int n)\n{\n${body}\n}\n`));
}

describe('stores to a table', () => {
  test('none', () => {
    expect(
      inFunction('\tvma->vm_ops = &ops;\n\tif (ops.open == NULL || vma->vm_ops->open)\n\t\treturn 0;'),
    ).toEqual(['static ops: variable; open=o']);
  });

  test.each([
    ['a member', '\tops.fault = f;', 'static ops: variable written; open=o; fault=f (run-time)'],
    [
      'a member set to NULL',
      '\tops.fault = NULL;',
      'static ops: variable written; open=o; fault=null (run-time)',
    ],
    [
      'through a pointer',
      '\tstruct vm_operations_struct *p = &ops;\n\tp->fault = f;',
      'static ops: variable written; open=o; fault=f (run-time)',
    ],
    ['the whole', '\tops = *vma->vm_ops;', 'static ops: variable written; open=o'],
    ['memset', '\tmemset(&ops, 0, sizeof(ops));', 'static ops: variable written; open=o'],
  ])('%s', (_name, body, line) => {
    expect(inFunction(body)).toEqual([line]);
  });

  test('a local of the same name is another object', () => {
    expect(inFunction('\tstruct other ops;\n\tops.fault = f;')).toEqual(['static ops: variable; open=o']);
  });

  test('a const table cannot be written', () => {
    const before = 'static const struct vm_operations_struct ops = { .open = o };\n';
    expect(inFunction('\tops.fault = f;', before)).toEqual(['static const ops: variable; open=o']);
  });

  test('an element of an array, or any of them', () => {
    const before = 'static struct vm_operations_struct ops[2] = { { .open = a }, { .open = b } };\n';
    expect(inFunction('\tops[1].fault = f;', before)).toEqual([
      'static ops[0]: array-element; open=a',
      'static ops[1]: array-element written; open=b; fault=f (run-time)',
    ]);
    expect(inFunction('\tops[n].fault = f;', before)).toEqual([
      'static ops[0]: array-element written; open=a; fault=f (run-time)',
      'static ops[1]: array-element written; open=b; fault=f (run-time)',
    ]);
  });
});

describe('tables built at run time', () => {
  test('a file-scope copy of another table', () => {
    const before = 'static struct vm_operations_struct mine;\n';
    expect(inFunction('\tmine = *vma->vm_ops;\n\tmine.fault = f;', before)).toEqual([
      'static mine: copy written; fault=f (run-time)',
    ]);
    expect(inFunction('\tmemcpy(&mine, vma->vm_ops, sizeof(mine));\n\tmine.fault = f;', before)).toEqual([
      'static mine: copy written; fault=f (run-time)',
    ]);
  });

  test('a local copy', () => {
    expect(inFunction('\tstruct vm_operations_struct ops = *vma->vm_ops;\n\tops.open = f;', '')).toEqual([
      'm() ops: copy written; open=f (run-time)',
    ]);
  });

  test('a field of an allocated object', () => {
    expect(
      inFunction(
        '\tw->vm_ops = *vma->vm_ops;\n\tw->vm_ops.open = f;\n\tw->vm_ops.close = g;\n\tvma->vm_ops = &w->vm_ops;',
        '',
      ),
    ).toEqual(['static m() w->vm_ops: embedded written; open=f (run-time); close=g (run-time)']);
  });

  test('an allocated table', () => {
    expect(
      inFunction(
        '\tstruct vm_operations_struct *p = kmemdup(vma->vm_ops, sizeof(*p), GFP_KERNEL);\n\tp->open = f;',
        '',
      ),
    ).toEqual(['static m() p: copy written; open=f (run-time)']);
  });

  test('a pointer to const, or one that the caller gave, makes none', () => {
    expect(inFunction('\tconst struct vm_operations_struct *p = vma->vm_ops;\n\tp->open(vma);', '')).toEqual(
      [],
    );
    expect(printTables(tablesOf('void set(struct vm_operations_struct *p)\n{\n\tp->open = f;\n}\n'))).toEqual(
      [],
    );
  });
});

describe('stores in another file', () => {
  test('reach a table with external linkage', () => {
    const program = programOf({
      'drivers/foo/a.c':
        'struct vm_operations_struct foo_ops = { .open = o };\nstruct vm_operations_struct bar_ops = { .open = o };\n',
      'drivers/foo/b.c':
        'extern struct vm_operations_struct foo_ops;\nvoid init(void)\n{\n\tfoo_ops.fault = f;\n}\n',
    });
    markCrossFileStores(program);
    expect(printTables(program.files.get('drivers/foo/a.c')?.tables ?? [])).toEqual([
      'foo_ops: variable written; open=o; fault=f (run-time)',
      'bar_ops: variable; open=o',
    ]);
    expect(program.files.get('drivers/foo/b.c')?.tables).toEqual([]);
  });

  test('do not reach a static one, nor through a static of the same name', () => {
    const own = 'static struct vm_operations_struct ops = { .open = o };\n';
    const program = programOf({
      'drivers/foo/a.c': own,
      'drivers/foo/b.c': 'struct vm_operations_struct ops = { .open = o };\n',
      'drivers/foo/c.c': `${own}void init(void)\n{\n\tops.fault = f;\n}\n`,
    });
    markCrossFileStores(program);
    expect([...program.files.values()].flatMap(({ tables }) => printTables(tables))).toEqual([
      'static ops: variable; open=o',
      'ops: variable; open=o',
      'static ops: variable written; open=o; fault=f (run-time)',
    ]);
  });
});
