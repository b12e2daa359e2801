// SPDX-License-Identifier: GPL-2.0-only
/** Small, hand-made results for the report tests. */
import { kernelFor } from '../../server/src/contracts/kernel.ts';
import type { LintResult } from '../../server/src/core/request.ts';
import type { OpsTable, ResolvedHandler, TableMember } from '../../server/src/facts/model.ts';
import type { Finding } from '../../server/src/findings/finding.ts';
import { said } from '../../server/src/findings/says.ts';
import { SourceFile } from '../../server/src/text/source.ts';

/** Returns the place of the first occurrence of `words` in a file. */
export function placeOf(file: SourceFile, words: string) {
  const start = file.text.indexOf(words);
  return { file, start, end: start + words.length };
}

export const source = new SourceFile(
  'fs/x/file.c',
  [
    'static vm_fault_t x_fault(struct vm_fault *vmf)',
    '{',
    '\tmutex_lock(&x);',
    '\treturn -ENOMEM;',
    '}',
    'static const struct vm_operations_struct x_ops = {',
    '\t.fault = x_fault,',
    '\t.open = y_open,',
    '\t.close = NULL,',
    '};',
    '',
  ].join('\n'),
);

export const finding: Finding = {
  rule: 'errno-as-vm-fault',
  severity: 'error',
  confidence: 'high',
  basis: 'core',
  ...said({ fault: 'x_fault returns -ENOMEM' }),
  place: placeOf(source, '-ENOMEM'),
  function: 'x_fault',
  table: 'x_ops',
  op: 'fault',
  fix: null,
  path: [
    {
      kind: 'takes',
      place: placeOf(source, 'mutex_lock(&x)'),
      message: 'the lock is taken here',
      explains: true,
    },
    { kind: 'call', place: placeOf(source, 'x_fault'), message: 'entered here', explains: false },
  ],
};

function member(op: string, handler: string | null, words: string): TableMember {
  return {
    op,
    opPlace: placeOf(source, `.${op}`),
    handler,
    handlerPlace: placeOf(source, words),
    guards: [],
    form: 'designated',
  };
}

export const table: OpsTable = {
  name: 'x_ops',
  place: placeOf(source, 'x_ops'),
  isConst: true,
  isStatic: true,
  guards: [],
  form: 'variable',
  writtenAtRunTime: false,
  owner: null,
  members: [
    member('fault', 'x_fault', 'x_fault,'),
    member('open', 'y_open', 'y_open'),
    member('close', null, 'NULL'),
  ],
};

const nameSpan = placeOf(source, 'x_fault');
const definition = {
  name: 'x_fault',
  file: source,
  item: {
    ...nameSpan,
    kind: 'function' as const,
    name: 'x_fault',
    nameSpan,
    bodyStart: 0,
    isStatic: true,
    guards: [],
    decided: [],
  },
  isStatic: true,
  guards: [],
  variants: () => [],
  heads: () => [],
};

export const handlers: ResolvedHandler[] = table.members
  .filter(({ handler }) => handler !== null)
  .map((one) => ({ table, member: one, definitions: one.op === 'fault' ? [definition] : [] }));

/** Returns a result with one finding, one table, and one handler of two resolved; `changes` replace parts. */
export function resultWith(changes: Partial<LintResult> = {}): LintResult {
  return {
    kernel: kernelFor({ major: 6, minor: 12, patch: 0 }, 'makefile'),
    releaseNote: null,
    base: '/tree',
    inTree: true,
    structs: null,
    named: [],
    findings: [finding],
    suppressed: [],
    notFound: [],
    summary: {
      files: 1,
      tables: 1,
      handlers: 2,
      resolved: 1,
      unresolved: 1,
      skipped: 0,
      notAnalysed: 0,
      suppressed: 0,
      milliseconds: 1234,
    },
    skippedFiles: [],
    badInputs: [],
    notAnalysed: [],
    tables: [table],
    libraries: [],
    librariesElsewhere: [],
    handlers,
    settings: {} as LintResult['settings'],
    program: {} as LintResult['program'],
    context: {} as LintResult['context'],
    ...changes,
  };
}
