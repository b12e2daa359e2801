// SPDX-License-Identifier: GPL-2.0-only
/** A patch of the kernel's library is held against those who call it, by what the code says and not by what is known. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const HEADER = 'include/linux/pagemap.h';
const HEADER_TEXT = `static inline ssize_t folio_mkwrite_check_truncate(struct folio *folio, struct inode *inode)
{
	loff_t size = i_size_read(inode);

	if (folio->mapping != inode->i_mapping || folio_pos(folio) >= size)
		return -EFAULT;
	return folio_size(folio);
}
`;

const USER = 'fs/flatfs/write.c';
const USER_TEXT = `static vm_fault_t flatfs_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);

	folio_lock(folio);
	if (folio_mkwrite_check_truncate(folio, file_inode(vmf->vma->vm_file)) < 0) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	folio_mark_dirty(folio);
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct flatfs_write_vm_ops = {
	.fault = filemap_fault,
	.page_mkwrite = flatfs_page_mkwrite,
};
`;

function reviewOf(from: string, to: string, header = HEADER_TEXT, user = USER_TEXT): string {
  const repository = new SampleRepository();
  writeFileSync(join(repository.root, HEADER), header);
  writeFileSync(join(repository.root, USER), user);
  repository.commit('A helper and one who calls it');
  repository.edit(HEADER, from, to);
  repository.commit('Another helper');
  const mail = repository.mails('HEAD^');
  repository.git('checkout', '-q', 'HEAD^');
  return vmops(['review', '-', '--tree', repository.root], { input: mail }).stdout;
}

test('a check that a helper of a header no longer makes', () => {
  const said = reviewOf('folio->mapping != inode->i_mapping || folio_pos', 'folio_pos');
  expect(said).toContain(
    `${USER}:11:2: error: page_mkwrite handler flatfs_page_mkwrite() returns VM_FAULT_LOCKED without checking page->mapping`,
  );
  expect(said).toMatch(/1 introduced, 0 fixed in 1 handler \(Linux 6\.12, [\d.]+ s\)\n$/);
});

test('a helper that does the same as before', () => {
  const said = reviewOf('\tloff_t size', '\t/* In bytes. */\n\tconst loff_t size');
  expect(said).toMatch(/0 introduced, 0 fixed in 1 handler \(Linux 6\.12, [\d.]+ s\)\n$/);
});

const LEVELS = `${HEADER_TEXT}
static inline void sb_end_pagefault(struct super_block *sb)
{
	__sb_end_write(sb, SB_FREEZE_PAGEFAULT);
}
`;
const PROTECTED = USER_TEXT.replace(
  '\tfolio_lock(folio);\n',
  '\tsb_start_pagefault(inode->i_sb);\n\tfile_update_time(vmf->vma->vm_file);\n\tfolio_lock(folio);\n',
)
  .replaceAll('\t\treturn', '\t\tsb_end_pagefault(inode->i_sb);\n\t\treturn')
  .replace('\treturn VM_FAULT_LOCKED', '\tsb_end_pagefault(inode->i_sb);\n\treturn VM_FAULT_LOCKED')
  .replace('folio *folio =', 'inode *inode = file_inode(vmf->vma->vm_file);\n\tstruct folio *folio =');

test('a helper that ends the protection of another level than the one that was started', () => {
  const said = reviewOf('SB_FREEZE_PAGEFAULT', 'SB_FREEZE_WRITE', LEVELS, PROTECTED);
  expect(said).toContain('returns with freeze protection of inode->i_sb still held');
  expect(said).toMatch(/ introduced, 0 fixed in 2 handlers and 1 mmap function \(Linux 6\.12, [\d.]+ s\)\n$/);
});

test('a helper that ends the protection of its level in other words', () => {
  const said = reviewOf(
    '\t__sb_end_write(sb,',
    '\t/* Of page faults. */\n\t__sb_end_write(sb,',
    LEVELS,
    PROTECTED,
  );
  expect(said).toMatch(
    /0 introduced, 0 fixed in 2 handlers and 1 mmap function \(Linux 6\.12, [\d.]+ s\)\n$/,
  );
});

test('a helper whose body does not say that it ends a protection', () => {
  const header = LEVELS.replace('__sb_end_write', 'end_write');
  const said = reviewOf('SB_FREEZE_PAGEFAULT', 'SB_FREEZE_WRITE', header);
  expect(said).toMatch(
    /0 introduced, 0 fixed \(Linux 6\.12, [\d.]+ s\); callers of sb_end_pagefault\(\) not checked: pagefs_page_mkwrite\(\)\n$/,
  );
});

test('a helper of a header that makes an error of what another insertion found', () => {
  const inline = `${HEADER_TEXT}
static inline vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page)
{
	int err = vm_insert_page(vma, addr, page);

	if (err == -ENOMEM)
		return VM_FAULT_OOM;
	if (err < 0 && err != -EBUSY)
		return VM_FAULT_SIGBUS;
	return VM_FAULT_NOPAGE;
}
`;
  const user = `static vm_fault_t ring_fault(struct vm_fault *vmf)
{
	struct ring *ring = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, ring->page);
}

static const struct vm_operations_struct ring_vm_ops = {
	.fault = ring_fault,
};
`;
  const said = reviewOf('err < 0 && err != -EBUSY', 'err < 0', inline, user);
  expect(said).toContain('return VM_FAULT_NOPAGE for -EBUSY in vmf_insert_page() [insert-ebusy]');
  expect(said).toMatch(/1 introduced, 0 fixed in 1 handler \(Linux 6\.12, [\d.]+ s\)\n$/);
});
