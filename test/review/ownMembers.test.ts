// SPDX-License-Identifier: GPL-2.0-only
/** A change of what maps is seen where its caller stands in another file, or in an initializer that the function is not in. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const FOLDER = 'drivers/gpu/drm/frame';
const GEM = `${FOLDER}/gem.c`;
const PRIME = `${FOLDER}/prime.c`;

const GEM_TEXT = `static int frame_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct frame_gem *frame = to_frame(obj);

	return frame->ops->mmap(frame, vma);
}

static const struct drm_gem_object_funcs frame_gem_funcs = {
	.mmap = frame_gem_mmap,
	.vm_ops = &frame_vm_ops,
};

static int plain_gem_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	return 0;
}

static const struct drm_gem_object_funcs plain_gem_funcs = {
	.mmap = plain_gem_mmap,
	.vm_ops = &frame_vm_ops,
};
`;

const PRIME_TEXT = `static int frame_prime_mmap(struct frame_gem *frame, struct vm_area_struct *vma)
{
	int ret;

	ret = dma_buf_mmap(frame->base.dma_buf, vma, 0);
	if (!ret)
		drm_gem_object_put(&frame->base);
	return ret;
}

static const struct frame_gem_ops frame_prime_ops = {
	.mmap = frame_prime_mmap,
};
`;

const BLOCK = `${FOLDER}/block.c`;

const BLOCK_TEXT = `static int frame_block_mmap(struct frame *frame, struct vm_area_struct *vma, u32 size)
{
	if (size != frame->block_size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, frame->block >> PAGE_SHIFT, size, vma->vm_page_prot);
}

static const struct frame_hw_funcs frame_hw_funcs = {
	.block_mmap = frame_block_mmap,
};
`;

const MEMORY_TEXT = `int frame_map_block(struct frame *frame, struct vm_area_struct *vma)
{
	vma->vm_pgoff = 0;
	return frame->hw->block_mmap(frame, vma, vma->vm_end - vma->vm_start);
}
`;

const DEVICE = `${FOLDER}/device.c`;

const DEVICE_TEXT = `static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
	return frame_map_block(file->private_data, vma);
}

static const struct file_operations frame_fops = {
	.mmap = frame_mmap,
};
`;

/** What a review says of an edit of one of the files. */
function reviewOf(path: string, from: string, to: string) {
  const repository = new SampleRepository();
  mkdirSync(join(repository.root, FOLDER), { recursive: true });
  writeFileSync(join(repository.root, GEM), GEM_TEXT);
  writeFileSync(join(repository.root, PRIME), PRIME_TEXT);
  writeFileSync(join(repository.root, BLOCK), BLOCK_TEXT);
  writeFileSync(join(repository.root, FOLDER, 'memory.c'), MEMORY_TEXT);
  writeFileSync(join(repository.root, DEVICE), DEVICE_TEXT);
  const base = repository.commit('frame');
  repository.edit(path, from, to);
  repository.commit('frame: edit');
  const input = repository.mails(base);
  repository.goTo(base);
  const { stdout } = vmops(['review', '--no-cache', '--format', 'json'], { cwd: repository.root, input });
  return JSON.parse(stdout).patches[0];
}

function introduced(path: string, from: string, to: string): unknown {
  return reviewOf(path, from, to).introduced.map(({ rule, file, function: own }: Record<string, string>) => [
    rule,
    file,
    own,
  ]);
}

test('a function that its module calls through a table of its own', () => {
  const put = '\tif (!ret)\n\t\tdrm_gem_object_put(&frame->base);\n';
  expect(introduced(PRIME, put, '')).toEqual([['mmap-reference', PRIME, 'frame_prime_mmap']]);
});

test('the table that stands beside a function', () => {
  const beside = '\t.mmap = plain_gem_mmap,\n';
  expect(introduced(GEM, `${beside}\t.vm_ops = &frame_vm_ops,\n`, beside)).toEqual([
    ['mmap-reference', GEM, 'plain_gem_mmap'],
  ]);
});

test('a function behind a member that says that it maps, two files from where core comes in', () => {
  const test = '\tif (size != frame->block_size)\n\t\treturn -EINVAL;\n';
  expect(introduced(BLOCK, test, '')).toEqual([['mmap-bound', BLOCK, 'frame_block_mmap']]);
});

test('a call through a table of the module never means what core calls', () => {
  const { reached } = reviewOf(DEVICE, '\treturn frame_map', '\tfile_accessed(file);\n\treturn frame_map');
  expect(reached.mappings).toEqual([`${DEVICE}:frame_mmap`]);
});
