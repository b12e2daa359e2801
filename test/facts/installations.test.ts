// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { installedTable, mappingCandidates } from '../../server/src/facts/mappings/mappings.ts';
import { programOf } from './programOf.ts';

const TABLES = [
  'static const struct vm_operations_struct a_ops = { .open = o };',
  'static const struct vm_operations_struct b_ops = { .open = o };',
  '',
].join('\n');

/** Installations of a file with two tables, as `function table form`. */
function read(text: string): string[] {
  const facts = programOf({ 'drivers/foo/foo.c': TABLES + text }).files.get('drivers/foo/foo.c');
  return (facts?.installations ?? []).map((one) => `${one.function} ${one.table} ${one.form}`);
}

function mapper(body: string): string {
  return `static int m(struct file *f, struct vm_area_struct *vma)\n{\n${body}\n\treturn 0;\n}\n`;
}

describe('assignments', () => {
  test.each([
    ['directly', '\tvma->vm_ops = &a_ops;', ['m a_ops assignment']],
    ['on a descriptor', '\tdesc->vm_ops = &a_ops;', ['m a_ops assignment']],
    ['through a dereference', '\t(*vma).vm_ops = &a_ops;', ['m a_ops assignment']],
    ['both arms', '\tvma->vm_ops = f->priv ? &a_ops : &b_ops;', ['m a_ops assignment', 'm b_ops assignment']],
    [
      'a local pointer',
      '\tconst struct vm_operations_struct *ops = &a_ops;\n\tif (f->priv)\n\t\tops = &b_ops;\n\tvma->vm_ops = ops;',
      ['m a_ops assignment', 'm b_ops assignment'],
    ],
    ['what no name tells', '\tvma->vm_ops = obj->funcs->vm_ops;', ['m obj->funcs->vm_ops assignment']],
    ['an array element', '\tvma->vm_ops = &c_ops[1];', ['m c_ops[1] assignment']],
    ['NULL', '\tvma->vm_ops = NULL;', []],
    ['a comparison', '\tif (vma->vm_ops == &a_ops)\n\t\treturn 1;', []],
    ['an argument', '\treturn map_with(vma, &a_ops);', ['m a_ops argument']],
  ])('%s', (_name, body, expected) => {
    expect(read(mapper(body))).toEqual(expected);
  });
});

describe('initializers', () => {
  test('pair the table with the mmap beside it', () => {
    expect(
      read(
        'static const struct object_funcs funcs = {\n\t.free = x,\n\t.mmap = my_mmap,\n\t.vm_ops = &a_ops,\n};',
      ),
    ).toEqual(['my_mmap a_ops initializer']);
  });

  test('know a table of the file under any field, and one of another file under the usual one', () => {
    expect(read('static struct driver d = {\n\t.vmas = &a_ops,\n\t.gem_vm_ops = &their_ops,\n};')).toEqual([
      'null a_ops initializer',
      'null their_ops initializer',
    ]);
  });

  test('each element of an array has its own pair', () => {
    expect(
      read(
        'static struct region r[] = {\n\t{ .mmap = m1, .vm_ops = &a_ops },\n\t{ .mmap = m2, .vm_ops = &b_ops },\n};',
      ),
    ).toEqual(['m1 a_ops initializer', 'm2 b_ops initializer']);
  });

  test('of other things are none', () => {
    expect(read('static struct card c = {\n\t.nvm_ops = &card_nvm_ops,\n\t.mmap = m1,\n};')).toEqual([]);
  });
});

describe('mapping functions', () => {
  test('those that install, directly or through callees, with their tables', () => {
    const program = programOf({
      'drivers/foo/foo.c': [
        TABLES,
        'static int map_b(struct vm_area_struct *vma)\n{\n\tvma->vm_ops = &b_ops;\n\treturn 0;\n}',
        'static int foo_mmap(struct file *f, struct vm_area_struct *vma)\n{\n\tif (f->priv)\n\t\treturn map_b(vma);\n\tvma->vm_ops = &a_ops;\n\treturn 0;\n}',
        'static int other_mmap(struct file *f, struct vm_area_struct *vma)\n{\n\treturn map_b(vma);\n}',
        'static int plain_mmap(struct file *f, struct vm_area_struct *vma)\n{\n\treturn -ENODEV;\n}',
        'static const struct file_operations fops[] = {\n\t{ .mmap = foo_mmap },\n\t{ .mmap = other_mmap },\n\t{ .mmap = plain_mmap },\n};',
      ].join('\n'),
    });
    expect(
      mappingCandidates(program).map(
        (one) => `${one.role} ${one.definition.name}: ${one.tables.map((table) => table.name)}`,
      ),
    ).toEqual(['installer map_b: b_ops', 'mmap foo_mmap: a_ops,b_ops', 'mmap other_mmap: b_ops']);
  });

  test('the mmap beside a table may lie elsewhere, and is wanted when nobody defines it', () => {
    const user = `${TABLES}static const struct object_funcs funcs = { .mmap = lib_mmap, .vm_ops = &a_ops };`;
    const without = programOf({ 'drivers/foo/foo.c': user });
    expect(mappingCandidates(without)).toEqual([]);
    expect([...without.wanted.keys()]).toEqual(['lib_mmap']);
    const program = programOf({
      'drivers/foo/foo.c': user,
      'drivers/lib.c': 'int lib_mmap(void)\n{\n\treturn 0;\n}\n',
    });
    expect(
      mappingCandidates(program).map(
        (one) => `${one.definition.file.path} ${one.tables.map((table) => table.name)}`,
      ),
    ).toEqual(['drivers/lib.c a_ops']);
    expect(program.wanted.size).toBe(0);
  });

  test('a table local to the function comes before others of its name', () => {
    const install = (name: string) =>
      `int ${name}(struct vm_area_struct *vma)\n{\n\tstatic const struct vm_operations_struct ops = { .open = ${name}_open };\n\tvma->vm_ops = &ops;\n\treturn 0;\n}\n`;
    const program = programOf({ 'mm/a.c': install('first') + install('second') });
    const installations = program.files.get('mm/a.c')?.installations ?? [];
    expect(installations.map((one) => installedTable(program, one)?.members[0]?.handler)).toEqual([
      'first_open',
      'second_open',
    ]);
  });

  test('a table that is taken from a field may be any that stands in it, at or below the folder', () => {
    const holder = (table: string, field: string) =>
      `static const struct vm_operations_struct ${table} = { .open = foo_open };\nstatic const struct funcs ${table}_funcs = { .${field} = &${table} };\n`;
    const program = programOf({
      'drivers/core.c':
        'int core_mmap(struct obj *obj, struct vm_area_struct *vma)\n{\n\tvma->vm_ops = obj->funcs->obj_ops;\n\treturn 0;\n}\n',
      'drivers/foo/foo.c': holder('foo_ops', 'obj_ops'),
      'drivers/bar/bar.c': holder('bar_ops', 'bar_vm_ops'),
      'fs/baz.c': holder('baz_ops', 'obj_ops'),
    });
    expect(
      mappingCandidates(program).map(
        (one) => `${one.role} ${one.definition.name}: ${one.tables.map((table) => table.name)}`,
      ),
    ).toEqual(['installer core_mmap: foo_ops']);
  });
});
