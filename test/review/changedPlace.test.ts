// SPDX-License-Identifier: GPL-2.0-only
/** A finding far from what the patch changes: a note leads there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const PATH = 'drivers/pool/pool.c';
const GET = '\tget_page(page);\n';
const TEXT = `#include <linux/mm.h>

struct pool { struct page **pages; unsigned long count; };

static struct page *pool_take(struct pool *pool, unsigned long index)
{
	struct page *page = pool->pages[index];

${GET}	return page;
}

static vm_fault_t pool_fault(struct vm_fault *vmf)
{
	struct pool *pool = vmf->vma->vm_private_data;

	if (vmf->pgoff >= pool->count)
		return VM_FAULT_SIGBUS;
	vmf->page = pool_take(pool, vmf->pgoff);
	return 0;
}

static const struct vm_operations_struct pool_ops = {
	.fault = pool_fault,
};
`;

function reviewOf(from: string, to: string): string[] {
  const repository = new SampleRepository();
  mkdirSync(dirname(join(repository.root, PATH)), { recursive: true });
  writeFileSync(join(repository.root, PATH), TEXT);
  repository.commit('A pool');
  repository.edit(PATH, from, to);
  repository.commit('Another pool');
  const mail = repository.mails('HEAD^');
  repository.git('checkout', '-q', 'HEAD^');
  return vmops(['review', '-', '--tree', repository.root], {
    input: mail,
    cwd: repository.root,
  }).stdout.split('\n');
}

test('a line that is taken out of a callee', () => {
  const lines = reviewOf(GET, '');
  expect(lines[1]).toMatch(/^drivers\/pool\/pool\.c:19:2: .*\[page-reference\]$/);
  expect(lines).toContain('drivers/pool/pool.c:9: note: the patch takes a line out of pool_take() here');
});

test('a line of a callee that is another', () => {
  expect(reviewOf(GET, '\tprefetch(page);\n')).toContain(
    'drivers/pool/pool.c:9: note: the patch changes pool_take() here',
  );
});

test('no such note where the finding stands beside the change', () => {
  const lines = reviewOf('\treturn 0;\n', '\treturn -EIO;\n');
  expect(lines.filter((line) => line.includes('[errno-as-vm-fault]'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('the patch'))).toEqual([]);
});
