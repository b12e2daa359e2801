// SPDX-License-Identifier: GPL-2.0-only
/** A table that has to do with mappings, and that leads to no handler. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

const USER = 'fs/flatfs/aops.c';
const TEXT = `static const struct address_space_operations flatfs_aops = {
	.dirty_folio = filemap_dirty_folio,
	.read_folio = flatfs_read_folio,
};

static const struct flatfs_policy flatfs_policy = {
	.strict = true,
};
`;

function reviewOf(from: string, to: string): string {
  const repository = new SampleRepository();
  writeFileSync(join(repository.root, USER), TEXT);
  repository.commit('Tables');
  repository.edit(USER, from, to);
  repository.commit('Other tables');
  const mail = repository.mails('HEAD^');
  repository.git('checkout', '-q', 'HEAD^');
  return vmops(['review', '-', '--tree', repository.root], { input: mail }).stdout;
}

test('is said not to be checked', () => {
  expect(reviewOf('\t.dirty_folio = filemap_dirty_folio,\n', '')).toMatch(
    /0 introduced, 0 fixed \(Linux 6\.12, [\d.]+ s\); changed tables not checked: flatfs_aops \(struct address_space_operations\)\n$/,
  );
});

test('another one has nothing to do with mappings', () => {
  expect(reviewOf('true', 'false')).toMatch(
    /^nothing was checked: no handler or mmap function is reached \(1 patch applied; Linux 6\.12, [\d.]+ s\)\n$/,
  );
});

test('nor one of which a finding speaks, in a function of a library', () => {
  const repository = new SampleRepository();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(repository.root, path)), { recursive: true });
    writeFileSync(join(repository.root, path), text);
  };
  write(
    'include/drm/foo_helper.h',
    `static inline int foo_object_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	return 0;
}
`,
  );
  write(
    USER,
    `static const struct drm_gem_object_funcs bar_funcs = {
	.free = bar_free,
	.mmap = foo_object_mmap,
	.vm_ops = &foo_vm_ops,
};
`,
  );
  repository.commit('Tables');
  repository.edit(USER, '\t.vm_ops = &foo_vm_ops,\n', '');
  repository.commit('No table');
  const mail = repository.mails('HEAD^');
  repository.git('checkout', '-q', 'HEAD^');
  const { stdout } = vmops(['review', '-', '--tree', repository.root], { input: mail });
  expect(stdout).toMatch(/ 1 introduced, 0 fixed(?: in [\w ]+)? \(Linux 6\.12, [\d.]+ s\)\n$/);
});
