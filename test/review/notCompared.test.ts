// SPDX-License-Identifier: GPL-2.0-only
/** What a patch makes unreadable is not mended by it, and what the next one lets be read again was not brought in. */
import { expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const FRAME = 'drivers/frame/frame.c';
const HEAD = 'static vm_fault_t frame_fault(';
const TEST = '\tif (err)\n\t\treturn err;\n';

function review(repository: SampleRepository) {
  const mail = repository.mails();
  repository.goTo('base');
  const run = (format: string) =>
    vmopsProcess(['review', '-', '--tree', repository.root, '--format', format], { input: mail });
  type Said = { rule: string; function: string | null }[];
  const report = JSON.parse(run('json').stdout) as {
    patches: { introduced: Said; fixed: Said; notCompared: Said }[];
  };
  const brief = (some: Said) => some.map((one) => `${one.rule} ${one.function}`);
  return {
    patches: report.patches.map(({ introduced, fixed, notCompared }) => ({
      introduced: brief(introduced),
      fixed: brief(fixed),
      notCompared: brief(notCompared),
    })),
    text: run('text').stdout,
  };
}

const LOST = { introduced: [], fixed: [], notCompared: ['errno-as-vm-fault frame_fault'] };
const SAME = { introduced: [], fixed: [], notCompared: [] };

test.each([
  [
    'opens a block that the code closes',
    '#define BEGIN(x) if (x) {\n',
    '\tBEGIN(err)\n\t\treturn err;\n\t}\n',
  ],
  [
    'opens a loop',
    '#define AGAIN for (;;) {\n#define UNTIL(x) if (x) break; }\n',
    `\tAGAIN\n${TEST}\tUNTIL(1)\n`,
  ],
  ['closes the function', '#define DONE(x) return x; }\n', `${TEST}\tDONE(0)\n\n`],
])('a macro that %s: what was found there is not fixed, and not new behind it', (_, macros, code) => {
  const repository = new SampleRepository();
  repository.edit(FRAME, HEAD, `${macros}${HEAD}`);
  const [before = '', behind = ''] = repository.read(FRAME).split(HEAD);
  repository.edit(FRAME, `${HEAD}${behind}`, `${HEAD}${behind.replace(TEST, code)}`);
  expect(before).toContain(macros);
  repository.commit('Half a block');
  repository.git('revert', '--no-edit', 'HEAD');
  const { patches, text } = review(repository);
  expect(patches).toEqual([LOST, SAME]);
  expect(text).toContain('not compared: ');
  expect(text).toContain('1 earlier finding not compared: code that it rests on can no longer be read');
});

test('nor is what stands in a file that does not parse there', () => {
  const repository = new SampleRepository();
  repository.edit(FRAME, TEST, '\tif (err\n\t\treturn err);\n');
  repository.commit('Does not parse');
  expect(review(repository).patches).toEqual([LOST]);
});

test('what goes with its function is fixed, beside code that cannot be read', () => {
  const repository = new SampleRepository();
  repository.edit(FRAME, TEST, '\tif (err)\n\t\treturn vmf_error(err);\n');
  repository.edit(
    FRAME,
    'static int frame_wait(',
    '#define BEGIN if (1) {\nstatic int frame_odd(int odd)\n{\n\tBEGIN\n\treturn odd;\n\t}\n}\n\nstatic int frame_wait(',
  );
  repository.commit('Mended');
  expect(review(repository).patches).toEqual([
    { introduced: [], fixed: ['errno-as-vm-fault frame_fault'], notCompared: [] },
  ]);
});
