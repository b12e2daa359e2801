// SPDX-License-Identifier: GPL-2.0-only
/** A helper that a patch breaks is one finding, where the patch did, whoever calls it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const HEADER = 'drivers/pool/pool.h';
const UNLOCK = '\tmutex_unlock(&pool->lock);\n';
const HELPERS = `struct pool { struct mutex lock; unsigned long *pfns; unsigned long count; };

static inline void pool_lock(struct pool *pool)
{
	mutex_lock(&pool->lock);
}

static inline void pool_unlock(struct pool *pool)
{
${UNLOCK}}
`;

const handler = (name: string) => `static vm_fault_t ${name}_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	pool_lock(pool);
	if (vmf->pgoff < pool->count)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, pool->pfns[vmf->pgoff]);
	pool_unlock(pool);
	return ret;
}

static const struct vm_operations_struct ${name}_ops = {
	.fault = ${name}_fault,
};
`;

/** The text of a review of an edit. */
function reviewOf(files: Record<string, string>, edits: [path: string, from: string, to: string][]): string {
  const repository = new SampleRepository();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repository.root, path)), { recursive: true });
    writeFileSync(join(repository.root, path), text);
  }
  repository.commit('A helper and those who call it');
  for (const [path, from, to] of edits) repository.edit(path, from, to);
  repository.commit('Another helper');
  const mail = repository.mails('HEAD^');
  repository.git('checkout', '-q', 'HEAD^');
  return vmops(['review', '-', '--tree', repository.root], { input: mail }).stdout;
}

const INCLUDE = '#include <linux/mm.h>\n#include "pool.h"\n\n';
const TWO = {
  [HEADER]: HELPERS,
  'drivers/pool/first.c': INCLUDE + handler('first'),
  'drivers/pool/second.c': INCLUDE + handler('second'),
};

test('of a header: where it was changed, with who calls it', () => {
  const said = reviewOf(TWO, [[HEADER, UNLOCK, '']]);
  expect(said).toMatch(
    new RegExp(
      `\\n${HEADER}:\\d+:\\d+: warning: pool_unlock\\(\\) no longer does what its callers need: fault handler first_fault\\(\\) returns with .* still held: the next task that takes it hangs \\[lock-imbalance\\]\\n`,
    ),
  );
  expect(said).toContain('note: in first_fault()\n');
  expect(said).toContain('note: the same in second_fault()\n');
  expect(said).toContain('1 introduced, 0 fixed in 2 handlers');
});

test('of the same file', () => {
  const path = 'drivers/pool/pool.c';
  const said = reviewOf({ [path]: HELPERS + handler('first') + handler('second') }, [[path, UNLOCK, '']]);
  expect(said).toContain(': warning: pool_unlock() no longer does what its callers need: ');
  expect(said).toContain('1 introduced, 0 fixed in 2 handlers');
});

test('a caller that was changed as well is told by itself', () => {
  const said = reviewOf(TWO, [
    [HEADER, UNLOCK, ''],
    ['drivers/pool/second.c', '\tpool_unlock(pool);\n', '\tpool_unlock(pool);\n\tpool_lock(pool);\n'],
  ]);
  expect(said).toContain(
    'drivers/pool/second.c:13:2: warning: fault handler second_fault() takes &pool->lock with that lock held',
  );
});

test('a helper that is written anew and does the same', () => {
  const said = reviewOf(TWO, [
    [HEADER, UNLOCK, '\tstruct mutex *lock = &pool->lock;\n\n\tmutex_unlock(lock);\n'],
  ]);
  expect(said).toContain('0 introduced, 0 fixed in 2 handlers');
});

test('a helper of the library that does nothing any more', () => {
  const header = 'include/linux/fs.h';
  const body = '\t__sb_end_write(sb, SB_FREEZE_PAGEFAULT);\n';
  const write = (name: string) => `static vm_fault_t ${name}_page_mkwrite(struct vm_fault *vmf)
{
	struct inode *inode = file_inode(vmf->vma->vm_file);
	struct folio *folio = page_folio(vmf->page);

	sb_start_pagefault(inode->i_sb);
	file_update_time(vmf->vma->vm_file);
	folio_lock(folio);
	if (folio_mkwrite_check_truncate(folio, inode) < 0) {
		folio_unlock(folio);
		sb_end_pagefault(inode->i_sb);
		return VM_FAULT_NOPAGE;
	}
	folio_mark_dirty(folio);
	sb_end_pagefault(inode->i_sb);
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct ${name}_ops = {
	.fault = filemap_fault,
	.page_mkwrite = ${name}_page_mkwrite,
};
`;
  const files = {
    [header]: `static inline void sb_end_pagefault(struct super_block *sb)\n{\n${body}}\n`,
    'fs/flatfs/one.c': write('one'),
    'fs/flatfs/two.c': write('two'),
  };
  const said = reviewOf(files, [[header, body, '']]);
  expect(said).toContain(`${header}:2:1: error: sb_end_pagefault() no longer does what its callers need: `);
  expect(said).not.toContain('call sb_end_pagefault()');
  expect(said).toContain('1 introduced, 0 fixed in ');
});
