// SPDX-License-Identifier: GPL-2.0-only
/** A folder may hold modules for several releases: each is held against its own. */
import { expect, test } from 'vitest';
import { lint } from '../../server/src/core/lint.ts';
import { tempTree } from '../io/tempTree.ts';

const MODERN = `static vm_fault_t new_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct new_ops = { .fault = new_fault };
static int new_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTDUMP);
	vma->vm_ops = &new_ops;
	return 0;
}
static const struct file_operations new_fops = { .mmap = new_mmap };
`;
const OLD = `static int old_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_DONTDUMP;
	return vm_iomap_memory(vma, REGS, REGS_SIZE);
}
static const struct file_operations old_fops = { .mmap = old_mmap };
`;

async function lintFolder(files: Record<string, string>) {
  const folder = tempTree(files);
  const result = await lint({
    paths: [folder],
    cwd: '/',
    kernel: null,
    tree: null,
    exclude: [],
    severities: new Map(),
    contract: null,
  });
  const { findings, releaseNote, summary } = result;
  return { rules: findings.map(({ rule }) => rule), releaseNote, summary };
}

const builds = (name: string) => `obj-m += ${name}.o\n`;

test('a module of an older release beside one of a newer', async () => {
  const { rules, releaseNote, summary } = await lintFolder({
    'new/Kbuild': builds('new'),
    'new/src/new.c': MODERN,
    'old/Makefile': `old-y := main.o\n${builds('old')}`,
    'old/src/old.c': OLD,
  });
  expect(rules).not.toContain('vm-flags-direct-write');
  expect(releaseNote).toBe('releases 4.17–6.2 and 4.17–7.1, module by module');
  expect([summary.tables, summary.handlers]).toEqual([1, 1]);
});

test('within one module what all of it says holds for all', async () => {
  const { rules, releaseNote } = await lintFolder({
    'drivers/Kbuild': `${builds('new')}obj-m += old/\n`,
    'drivers/new.c': MODERN,
    'drivers/old/Makefile': 'new-y += old/old.o\n',
    'drivers/old/old.c': OLD,
  });
  expect(rules).toContain('vm-flags-direct-write');
  expect(releaseNote).toMatch(/^release 4\.17–7\.1 inferred/);
});

test('a kernel tree below is of the release that its Makefile says', async () => {
  const tree = {
    'vendor/linux/Makefile': 'VERSION = 5\nPATCHLEVEL = 1\nSUBLEVEL = 0\n',
    'vendor/linux/include/linux/mm.h': 'struct vm_area_struct;\n',
    'vendor/linux/drivers/old/Makefile': builds('old'),
    'vendor/linux/drivers/old/old.c': OLD,
    'vendor/linux/drivers/new/Makefile': builds('new'),
    'vendor/linux/drivers/new/new.c': MODERN.replace(
      'vm_flags_set(vma, VM_DONTDUMP)',
      'vma->vm_flags |= VM_DONTDUMP',
    ),
  };
  const alone = await lintFolder(tree);
  expect(alone.rules).not.toContain('vm-flags-direct-write');
  expect(alone.releaseNote).toBe('release 5.1, module by module');
  const { rules, releaseNote } = await lintFolder({
    ...tree,
    'new/Kbuild': builds('new'),
    'new/new.c': MODERN,
  });
  expect(rules).not.toContain('vm-flags-direct-write');
  expect(releaseNote).toBe('releases 5.1 and 6.3–7.1, module by module');
});

test('what stands under a comparison of releases tells no release of the rest', async () => {
  const both = `#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	vm_flags_set(vma, VM_DONTDUMP);
#else
	vma->vm_flags |= VM_DONTDUMP;
#endif
`;
  const { rules, releaseNote } = await lintFolder({
    'both.c': OLD.replace('\tvma->vm_flags |= VM_DONTDUMP;\n', both).replaceAll('old_', 'both_'),
    'old.c': OLD,
  });
  expect(rules).not.toContain('vm-flags-direct-write');
  expect(releaseNote).toMatch(/^release 3\.9–6\.2 inferred/);
});
