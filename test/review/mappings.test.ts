// SPDX-License-Identifier: GPL-2.0-only
/** A review says which mappings become others, and of which it cannot tell it says nothing. */
import { expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const RING = 'drivers/ring/ring.c';
const FLAGS =
  '\tvm_flags_set(vma, VM_MIXEDMAP);\n\tvma->vm_private_data = file->private_data;\n\tvma->vm_ops = &ring_vm_ops;';

function changed(from: string, to: string): unknown {
  const repository = new SampleRepository();
  repository.edit(RING, from, to);
  repository.commit('ring: flags');
  const mail = repository.mails();
  repository.goTo('base');
  const args = ['review', '-', '--tree', repository.root, '--format', 'json'];
  const report = JSON.parse(vmopsProcess(args, { input: mail }).stdout);
  return report.patches[0].reached.changedMappings;
}

test('a flag on one of two ways', () => {
  const lines = FLAGS.split('\n');
  const now = [
    ...lines.slice(0, 1),
    '\tif (vma->vm_pgoff)',
    '\t\tvm_flags_clear(vma, VM_MAYWRITE);',
    ...lines.slice(1),
  ];
  expect(changed(FLAGS, now.join('\n'))).toEqual([
    {
      function: 'ring_mmap',
      file: RING,
      line: 39,
      before: ['may be private, may be written, may grow'],
      after: ['may be private, may be written, may grow', 'may be private, read-only for good, may grow'],
    },
  ]);
});

test('what code out of sight does with the flags', () => {
  expect(changed(FLAGS, `\tring_adjust_flags(vma);\n${FLAGS}`)).toEqual([]);
});

test('the same in other words', () => {
  expect(
    changed(FLAGS, FLAGS.replace('vm_flags_set(vma, VM_MIXEDMAP)', 'vm_flags_mod(vma, VM_MIXEDMAP, 0)')),
  ).toEqual([]);
});
