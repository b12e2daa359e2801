// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { lintSources } from './lintSources.ts';

const SHARE = `static int share_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dma_buf *buf = file->private_data;

	if (vma_pages(vma) > buf->size >> PAGE_SHIFT)
		return -EINVAL;
	return buf->ops->mmap(buf, vma);
}
static const struct file_operations share_fops = { .mmap = share_mmap };
`;
const REGION = `static int region_mmap(struct dma_buf *buf, struct vm_area_struct *vma)
{
	struct region *region = buf->priv;

	return remap_pfn_range(vma, vma->vm_start, region->pfn + vma->vm_pgoff, region->size, vma->vm_page_prot);
}
static const struct dma_buf_ops region_ops = { .mmap = region_mmap };
`;

function notesOf(text: string): string[] {
  const { findings } = lintSources({ 'drivers/foo/foo.c': text }, '6.12', 'documentation');
  const found = findings.filter(({ message }) => message.includes('rely on their caller'));
  expect(found).toHaveLength(1);
  return found.flatMap(({ path }) => path.map(({ message }) => message));
}

test('a function behind the member that gets an unbounded offset is named where it is loaded', () => {
  const named = 'region_mmap() is behind dma_buf_ops.mmap, and maps by remap_pfn_range()';
  expect(notesOf(SHARE + REGION)).toContain(named);
  expect(notesOf(SHARE)).not.toContain(named);
});
