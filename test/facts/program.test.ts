// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { chooseFiles } from '../../server/src/facts/names/candidates.ts';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import type { MutableProgram } from '../../server/src/facts/program.ts';
import type { SourceFile } from '../../server/src/text/source.ts';
import { SourceFile as Source } from '../../server/src/text/source.ts';
import { programOf } from './programOf.ts';

const body = (name: string, head = 'int') => `${head} ${name}(void)\n{\n\treturn 0;\n}\n`;

function fileOf(program: MutableProgram, path: string): SourceFile {
  const facts = program.files.get(path);
  if (!facts) throw new Error(`no ${path}`);
  return facts.file;
}

/** Paths of the definitions that a name means in a file. */
function lookup(program: MutableProgram, name: string, from: string): string[] {
  return program.lookup(name, fileOf(program, from)).map((one) => one.file.path);
}

describe('looking a function up', () => {
  test('the file itself comes first', () => {
    const program = programOf({ 'fs/a/a.c': body('f', 'static int'), 'fs/a/b.c': body('f') });
    expect(lookup(program, 'f', 'fs/a/a.c')).toEqual(['fs/a/a.c']);
    expect(lookup(program, 'f', 'fs/a/b.c')).toEqual(['fs/a/b.c']);
  });

  test('a static function of another source file is never meant, unless that file is included', () => {
    const program = programOf({
      'fs/a/a.c': 'int x;\n',
      'fs/a/b.c': body('f', 'static int'),
      'fs/a/c.c': '#include "b.c"\n',
    });
    expect(lookup(program, 'f', 'fs/a/a.c')).toEqual([]);
    expect(lookup(program, 'f', 'fs/a/c.c')).toEqual(['fs/a/b.c']);
  });

  test('of several, those of the nearest folder', () => {
    const program = programOf({
      'drivers/gpu/x/main.c': 'int x;\n',
      'drivers/gpu/x/util.c': body('f'),
      'drivers/gpu/y/util.c': body('f'),
      'lib/util.c': body('f'),
      'fs/main.c': 'int x;\n',
    });
    expect(lookup(program, 'f', 'drivers/gpu/x/main.c')).toEqual(['drivers/gpu/x/util.c']);
    expect(lookup(program, 'f', 'fs/main.c')).toEqual([
      'drivers/gpu/x/util.c',
      'drivers/gpu/y/util.c',
      'lib/util.c',
    ]);
  });

  test('a stub in an included header stands beside the real function, an unconditional one alone', () => {
    const stub = `#ifdef CONFIG_F\nint f(void);\n#else\nstatic inline ${body('f')}#endif\n`;
    const files = { 'fs/main.c': '#include <linux/f.h>\n', 'mm/f.c': body('f') };
    expect(lookup(programOf({ ...files, 'include/linux/f.h': stub }), 'f', 'fs/main.c')).toEqual([
      'mm/f.c',
      'include/linux/f.h',
    ]);
    const whole = `static inline ${body('f')}`;
    expect(lookup(programOf({ ...files, 'include/linux/f.h': whole }), 'f', 'fs/main.c')).toEqual([
      'include/linux/f.h',
    ]);
  });

  test('variants under #if are all returned, less those that the caller rules out', () => {
    const program = programOf({
      'fs/a.c': `#ifdef CONFIG_F\n${body('f', 'static int')}#else\n${body('f', 'static int')}#endif\n`,
    });
    const file = fileOf(program, 'fs/a.c');
    expect(program.lookup('f', file)).toHaveLength(2);
    const without = program.lookup('f', file, [{ condition: 'defined(CONFIG_F)', taken: false }]);
    expect(without.map((one) => one.guards)).toEqual([[{ condition: 'defined(CONFIG_F)', taken: false }]]);
  });

  test('a miss is recorded once per file, a peek is not, and a definition clears it', () => {
    const program = programOf({ 'fs/a.c': 'int x;\n', 'fs/b.c': 'int x;\n' });
    program.peek('f', fileOf(program, 'fs/a.c'));
    expect(program.wanted.size).toBe(0);
    for (const path of ['fs/a.c', 'fs/b.c', 'fs/a.c']) lookup(program, 'f', path);
    expect([...(program.wanted.get('f') ?? [])].map((file) => file.path)).toEqual(['fs/a.c', 'fs/b.c']);
    program.addFile(new Source('fs/c.c', body('f')));
    expect(program.wanted.size).toBe(0);
    expect(lookup(program, 'f', 'fs/a.c')).toEqual(['fs/c.c']);
  });

  test('a file that is replaced or removed takes its definitions with it', () => {
    const program = programOf({ 'fs/a.c': 'int x;\n', 'fs/b.c': body('f') });
    program.addFile(new Source('fs/b.c', body('g')));
    expect(lookup(program, 'f', 'fs/a.c')).toEqual([]);
    expect(lookup(program, 'g', 'fs/a.c')).toEqual(['fs/b.c']);
    program.removeFile('fs/b.c');
    expect(lookup(program, 'g', 'fs/a.c')).toEqual([]);
  });

  test('a table is found like a function', () => {
    const table = (head: string) => `${head} struct vm_operations_struct ops = { .open = o };\n`;
    const program = programOf({
      'fs/a.c': 'int x;\n',
      'fs/b.c': table('static const'),
      'mm/c.c': table('const'),
    });
    expect(program.lookupTable('ops', fileOf(program, 'fs/a.c'))?.place.file.path).toBe('mm/c.c');
    expect(program.lookupTable('ops', fileOf(program, 'fs/b.c'))?.place.file.path).toBe('fs/b.c');
    expect(program.lookupTable('none', fileOf(program, 'fs/b.c'))).toBeUndefined();
  });
});

describe('resolving handlers', () => {
  /** Handlers of the tables of `fs/a.c`, as `op: paths of definitions`. */
  function resolve(files: Record<string, string>): string[] {
    const program = programOf(files);
    return resolveHandlers(program, program.files.get('fs/a.c')?.tables ?? []).map(
      ({ member, definitions }) =>
        `${member.op}: ${definitions.map((one) => `${one.file.path} ${one.name}`).join(', ')}`,
    );
  }
  const table = 'static const struct vm_operations_struct ops = { .fault = my_fault };\n';

  test('in the file, in another, nowhere', () => {
    expect(resolve({ 'fs/a.c': body('my_fault', 'static int') + table })).toEqual(['fault: fs/a.c my_fault']);
    expect(resolve({ 'fs/a.c': table, 'fs/b.c': body('my_fault') })).toEqual(['fault: fs/b.c my_fault']);
    expect(resolve({ 'fs/a.c': table, 'fs/b.c': body('my_fault', 'static int') })).toEqual(['fault: ']);
  });

  test('through macros', () => {
    expect(
      resolve({ 'fs/a.c': `#define my_fault their_fault\n${table}`, 'fs/b.c': body('their_fault') }),
    ).toEqual(['fault: fs/b.c their_fault']);
    expect(
      resolve({
        'fs/a.c': `#include "a.h"\n${table}`,
        'fs/a.h': '#define my_fault (their_fault)\n',
        'fs/b.c': body('their_fault'),
      }),
    ).toEqual(['fault: fs/b.c their_fault']);
  });

  test('a macro for NULL is no handler, beside a function it is its other variant', () => {
    expect(resolve({ 'fs/a.c': `#define my_fault NULL\n${table}` })).toEqual([]);
    expect(
      resolve({
        'fs/a.c': `#ifdef CONFIG_F\n${body('my_fault', 'static int')}#else\n#define my_fault NULL\n#endif\n${table}`,
      }),
    ).toEqual(['fault: fs/a.c my_fault']);
  });

  test('macros that name each other end', () => {
    expect(resolve({ 'fs/a.c': `#define my_fault b\n#define b my_fault\n${table}` })).toEqual(['fault: ']);
    const arms = (name: string, other: string) =>
      Array.from({ length: 60 }, (_, arm) => `#ifdef A${arm}\n#define ${name} ${other}\n#endif\n`).join('');
    expect(
      resolve({ 'fs/a.c': arms('my_fault', 'b') + arms('b', 'my_fault') + body('b', 'static int') + table }),
    ).toEqual(['fault: fs/a.c b']);
  });

  test('NULL members are left out', () => {
    expect(
      resolve({ 'fs/a.c': 'static const struct vm_operations_struct ops = { .fault = NULL };\n' }),
    ).toEqual([]);
  });
});

describe('choosing files to read', () => {
  test('the nearest that are not static; the stub with the real one; x86 for other architectures', () => {
    const program = programOf({ 'drivers/gpu/x/main.c': 'int x;\n' });
    for (const name of ['f', 'g', 'h']) lookup(program, name, 'drivers/gpu/x/main.c');
    const places: [string, string, boolean][] = [
      ['f', 'drivers/gpu/x/util.c', false],
      ['f', 'drivers/gpu/y/util.c', false],
      ['f', 'drivers/gpu/x/other.c', true],
      ['g', 'mm/g.c', false],
      ['g', 'include/linux/g.h', true],
      ...['alpha', 'arm', 'arm64', 'mips', 'riscv', 'x86'].map((arch): [string, string, boolean] => [
        'h',
        `arch/${arch}/mm/h.c`,
        false,
      ]),
    ];
    expect(
      chooseFiles(
        program,
        places.map(([name, path, isStatic]) => ({ name, path, isStatic })),
      ),
    ).toEqual([
      'arch/alpha/mm/h.c',
      'arch/arm/mm/h.c',
      'arch/arm64/mm/h.c',
      'arch/x86/mm/h.c',
      'drivers/gpu/x/util.c',
      'include/linux/g.h',
      'mm/g.c',
    ]);
  });
});
