// SPDX-License-Identifier: GPL-2.0-only
/** A function that maps through one of another file is seen by a review as by the lint of the whole tree. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const READER = 'drivers/frame/reader.c';
const READER_TEXT = `#include <linux/fs.h>
#include <linux/mutex.h>

struct reader {
	struct mutex mutex;
	char *data;
};

static ssize_t reader_copy(struct reader *reader, char __user *to, size_t count)
{
	if (copy_to_user(to, reader->data, count))
		return -EFAULT;
	return count;
}

ssize_t reader_read(struct file *file, char __user *to, size_t count, loff_t *at)
{
	struct reader *reader = file->private_data;
	ssize_t ret;

	mutex_lock(&reader->mutex);
	ret = reader_copy(reader, to, count);
	mutex_unlock(&reader->mutex);
	return ret;
}

static int reader_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reader *reader = file->private_data;
	int ret;

	mutex_lock(&reader->mutex);
	ret = shelf_map_reader(reader, vma);
	mutex_unlock(&reader->mutex);
	return ret;
}

const struct file_operations reader_fops = {
	.read = reader_read,
	.mmap = reader_mmap,
};
`;

const SHELF = `#include <linux/mm.h>

int shelf_map_reader(struct reader *reader, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTEXPAND);
	return vm_iomap_memory(vma, reader->start, reader->size);
}
`;

const FINDING = ['mmap-lock-order', READER];

test('a lock that is taken before', () => {
  const repository = new SampleRepository();
  const unlocked = READER_TEXT.replace(
    '\tmutex_lock(&reader->mutex);\n\tret = shelf',
    '\tret = shelf',
  ).replace(
    'shelf_map_reader(reader, vma);\n\tmutex_unlock(&reader->mutex);\n',
    'shelf_map_reader(reader, vma);\n',
  );
  writeFileSync(join(repository.root, 'drivers/frame/shelf.c'), SHELF);
  writeFileSync(join(repository.root, READER), unlocked);
  const base = repository.commit('reader');
  writeFileSync(join(repository.root, READER), READER_TEXT);
  repository.commit('reader: lock');
  const brief = (all: { rule: string; file: string }[]) =>
    all.map(({ rule, file }) => [rule, file]).filter(([, file]) => file === READER);
  const whole = vmops(['lint', '--no-cache', '--format', 'json', '.'], { cwd: repository.root });
  expect(brief(JSON.parse(whole.stdout).findings)).toEqual([FINDING]);
  const input = repository.mails(base);
  repository.goTo(base);
  const { stdout } = vmops(['review', '--no-cache', '--format', 'json'], { cwd: repository.root, input });
  expect(brief(JSON.parse(stdout).patches[0].introduced)).toEqual([FINDING]);
});
