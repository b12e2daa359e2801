// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { createContext, graphsOf } from '../../server/src/analysis/engine/context.ts';
import { settingsFrom } from '../../server/src/config/settings.ts';
import { kernelFor } from '../../server/src/contracts/kernel.ts';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { analyse } from '../../server/src/core/analyse.ts';
import { checkRules } from '../../server/src/core/applyRules.ts';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { SourceFile } from '../../server/src/text/source.ts';

/** A file with a handler and its table. */
const file = (name: string) =>
  new SourceFile(
    `drivers/${name}.c`,
    `static int ${name}_fault(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n` +
      `static const struct vm_operations_struct ${name}_ops = { .fault = ${name}_fault };\n`,
  );

function loaded(names: string[]) {
  const kernel = kernelFor(parseRelease('6.12') as Release, 'option');
  const program = createProgram({ memberOrder: [...kernel.ops.keys()] });
  for (const name of names) program.addFile(file(name));
  const tables = [...program.files.values()].flatMap((facts) => facts.tables);
  return {
    kernel,
    program,
    tables,
    handlers: resolveHandlers(program, tables),
    libraries: [],
    context: createContext(program, kernel),
  };
}

test('a handler that cannot be explored is named, and the others are explored', () => {
  const run = loaded(['a', 'b', 'c']);
  const b = run.program.files.get('drivers/b.c')?.functions[0];
  if (b) {
    b.variants = () => {
      throw new RangeError('Maximum call stack size exceeded');
    };
  }
  const { reports, notAnalysed } = analyse(run);
  expect(reports.map(({ definition }) => definition.name)).toEqual(['a_fault', 'c_fault']);
  expect(notAnalysed).toEqual([
    { gap: 'body', function: 'b_fault', file: 'drivers/b.c', line: 1, reason: 'it is nested too deeply' },
  ]);
});

test('a rule that throws at one file is heard on the others', () => {
  const run = loaded(['a', 'b', 'c']);
  const rule: Rule = {
    id: 'insert-flags',
    title: 'no b',
    severity: 'warning',
    basis: 'core',
    since: null,
    until: null,
    fact: '',
    source: '',
    check({ tables }, emit) {
      for (const { name, place } of tables) {
        if (name === 'b_ops') throw new Error('cannot bear b\n    at here');
        emit({ says: { fault: `saw ${name}` }, place });
      }
    },
  };
  const context = { ...run, ...analyse(run), contract: 'documentation' as const };
  const settings = settingsFrom(null, { severities: new Map(), contract: 'documentation' });
  const { findings, lost } = checkRules([rule], context, () => settings);
  expect(findings.map(({ message }) => message)).toEqual(['saw a_ops', 'saw c_ops']);
  expect(lost).toEqual([
    { path: 'drivers/b.c', reason: 'insert-flags is not checked: internal error: cannot bear b' },
  ]);
});

test('a function whose graph cannot be made is named, whoever asks for it first', () => {
  const run = loaded(['a', 'b', 'c']);
  const b = run.program.files.get('drivers/b.c')?.functions[0];
  if (!b) throw new Error('the file has no function');
  const [variant] = b.variants();
  Object.defineProperty(variant, 'body', {
    get: () => {
      throw new RangeError('Maximum call stack size exceeded');
    },
  });
  expect(graphsOf(b, run.context)).toEqual([]);
  const { reports, notAnalysed } = analyse(run);
  expect(reports.map(({ definition }) => definition.name).sort()).toEqual(['a_fault', 'c_fault']);
  expect(notAnalysed).toEqual([
    { function: 'b_fault', file: 'drivers/b.c', line: 1, gap: 'body', reason: 'it is nested too deeply' },
  ]);
});
