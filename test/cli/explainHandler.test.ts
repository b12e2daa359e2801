// SPDX-License-Identifier: GPL-2.0-only
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from './vmops.ts';

const RING = 'test/sample/drivers/ring/ring.c';

test('a handler: its op, its tables, a line per exit', () => {
  const { code, stdout } = vmops(['explain-handler', 'test/sample/fs/flatfs/file.c:flatfs_log_pfn_mkwrite']);
  expect(code).toBe(0);
  expect(stdout.split('\n')).toEqual([
    'test/sample/fs/flatfs/file.c:34:19: flatfs_log_pfn_mkwrite(), pfn_mkwrite of flatfs_log_vm_ops (Linux 6.12)',
    '  line 43: returns VM_FAULT_SIGBUS',
    '  line 43: returns 0',
    '',
  ]);
});

test('a handler that leaves with the page locked', () => {
  const { stdout } = vmops(['explain-handler', 'test/sample/fs/pagefs/file.c:pagefs_page_mkwrite']);
  expect(stdout).toContain(
    '\n  line 24: returns VM_FAULT_LOCKED · vmf->page is locked · page->mapping is checked under the lock · holds the lock of folio\n',
  );
});

test('ways out stand in the order of the code, and unknown values are named as such', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-'));
  const text = `static vm_fault_t f(struct vm_fault *vmf)
{
	if (vmf->pgoff > 5)
		goto out;
	if (vmf->pgoff > 3)
		return VM_FAULT_SIGBUS;
	return other(vmf);
out:
	return VM_FAULT_SIGSEGV;
}
static const struct vm_operations_struct ops = { .pfn_mkwrite = f };
`;
  writeFileSync(join(folder, 'a.c'), text);
  const { stdout } = vmops(['explain-handler', 'a.c:f', '--kernel', '6.12'], { cwd: folder });
  expect(stdout.split('\n').slice(1)).toEqual([
    '  line 6: returns VM_FAULT_SIGBUS',
    '  line 7: returns an unknown value · mmap_lock may be released · an entry may be inserted · page->mapping may be checked under the lock',
    '  line 9: returns VM_FAULT_SIGSEGV',
    '',
  ]);
});

test('a function that maps: the flags and the table that it leaves, and what may become of the mapping', () => {
  const { stdout } = vmops(['explain-handler', `${RING}:ring_mmap`]);
  expect(stdout.split('\n')).toEqual([
    `${RING}:39:12: ring_mmap(), maps (Linux 6.12)`,
    '  line 44: +VM_MIXEDMAP · table ring_vm_ops · may be private, may be written, may grow',
    '',
  ]);
});

test.each([
  [`${RING}:ring_mmp`, /\/ring\.c defines no function ring_mmp \(did you mean ring_mmap\?\)\n$/],
  [RING, /^vmops: .*ring\.c: write it as FILE:FUNCTION, fs\/ext4\/inode\.c:ext4_page_mkwrite\n$/],
  [
    'nowhere.c:f',
    /^vmops: nowhere\.c: does not exist\nvmops: paths count from the current folder: run it in the tree, or write TREE\/nowhere\.c:f\n$/,
  ],
])('%s is wrong usage', (where, message) => {
  const { code, stdout, stderr } = vmops(['explain-handler', where]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test('a function that core does not call', () => {
  const { code, stderr } = vmops(['explain-handler', 'test/sample/drivers/frame/frame.c:frame_wait']);
  expect([code, stderr]).toEqual([
    2,
    'vmops: frame_wait() is in no ops table and installs none: ask for frame_fault(), which comes to it\n',
  ]);
});

test('a function that maps for those that core calls, and one that none of these comes to', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'vmops-explain-')), 'both.c');
  writeFileSync(
    path,
    `static int both_map(struct both *both, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_MAYSHARE))
		return -EPERM;
	vm_flags_set(vma, VM_DONTEXPAND);
	return both_pages(both, vma->vm_start);
}
static int both_ready(struct both *both, struct vm_area_struct *vma)
{
	return both->on ? both_map(both, vma) : -EIO;
}
static void both_alone(struct both *both)
{
	both->on = true;
}
static const struct vm_operations_struct both_ops = { .fault = both_fault };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &both_ops;
	return both_ready(file->private_data, vma);
}
static const struct file_operations both_fops = { .mmap = both_mmap };
static int both_coherent(struct both *both, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_IO | VM_DONTEXPAND);
	return dma_mmap_coherent(both->dev, vma, both->cpu, both->dma, both->size);
}
static int both_through(struct both *both, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY); return both->ops->map(both, vma);
}
`,
  );
  const explain = (name: string) => vmops(['explain-handler', '--kernel', '6.12', `${path}:${name}`]);
  expect(explain('both_map').stdout.split('\n')).toEqual([
    `${path}:1:12: both_map(), maps for both_mmap() (Linux 6.12)`,
    '  line 6: +VM_DONTEXPAND · never private, cannot grow',
    '',
  ]);
  expect(explain('both_coherent').stdout).toContain('line 26: +VM_DONTEXPAND +VM_IO · cannot grow\n');
  expect(explain('both_through').stdout).toContain(
    'line 30: +VM_DONTCOPY · not copied by fork() · both->ops->map() (line 30) may set any flag\n',
  );
  expect(explain('both_alone').stderr).toBe('vmops: both_alone() is in no ops table and installs none\n');
});
