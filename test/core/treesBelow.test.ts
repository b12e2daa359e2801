// SPDX-License-Identifier: GPL-2.0-only
/** A kernel tree below a named folder is linted as the tree that it is, and modules beside it against it. */
import { expect, test } from 'vitest';
import { lint } from '../../server/src/core/lint.ts';
import type { LintRequest } from '../../server/src/core/request.ts';
import { tempTree } from '../io/tempTree.ts';

const makefile = (version: number, patchlevel: number) =>
  `VERSION = ${version}\nPATCHLEVEL = ${patchlevel}\nSUBLEVEL = 3\n`;

/** With a member that no release has. */
const HEADER = `struct vm_operations_struct {
	void (*open)(struct vm_area_struct *area);
	void (*close)(struct vm_area_struct *area);
	vm_fault_t (*fault)(struct vm_fault *vmf);
	bool (*may_guess)(void);
};
`;
const driver = (name: string, member: string) => `static vm_fault_t ${name}_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static bool ${name}_guess(void)
{
	return true;
}
static const struct vm_operations_struct ${name}_ops = { .fault = ${name}_fault, .${member} = ${name}_guess };
static int ${name}_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &${name}_ops;
	return 0;
}
static const struct file_operations ${name}_fops = { .mmap = ${name}_mmap };
`;
/** Since 6.3. */
const NEWER = `static int new_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTDUMP);
	return vm_iomap_memory(vma, REGS, REGS_SIZE);
}
static const struct file_operations new_fops = { .mmap = new_mmap };
`;

const tree = (root: string, version: number, patchlevel: number) => ({
  [`${root}/Makefile`]: makefile(version, patchlevel),
  [`${root}/include/linux/mm.h`]: HEADER,
});
const module = (name: string, text: string) => ({
  [`vendor/${name}/Kbuild`]: `obj-m += ${name}.o\n`,
  [`vendor/${name}/${name}.c`]: text,
});

async function lintFolder(files: Record<string, string>, more: Partial<LintRequest> = {}) {
  const folder = tempTree(files);
  const result = await lint({
    paths: [folder],
    cwd: '/',
    kernel: null,
    tree: null,
    exclude: [],
    severities: new Map(),
    contract: null,
    ...more,
  });
  const { findings, releaseNote, summary, kernel, base, isUnderLint, badInputs } = result;
  expect([base, badInputs]).toEqual([folder, []]);
  expect(findings.every(({ place }) => isUnderLint?.(place.file.path))).toBe(true);
  return {
    told: findings.map(({ rule, place }) => `${place.file.path} ${rule}`),
    releaseNote: releaseNote ?? kernel.release,
    counts: [summary.files, summary.tables, summary.handlers],
  };
}

const FIVE = { major: 5, minor: 10, patch: 3 };

test('the header of a tree below counts for its files, and for a module beside it', async () => {
  const { told, releaseNote, counts } = await lintFolder({
    ...tree('platform/common', 5, 10),
    'platform/common/drivers/char/own.c': driver('own', 'may_guess'),
    'platform/common/drivers/char/bad.c': driver('bad', 'may_know'),
    ...module('beside', driver('beside', 'may_guess')),
    ...module('other', driver('other', 'may_know')),
  });
  expect(told).toEqual(['platform/common/drivers/char/bad.c unknown-op', 'vendor/other/other.c unknown-op']);
  expect([releaseNote, counts]).toEqual([FIVE, [5, 4, 8]]);
});

test('a tree alone below the folder', async () => {
  const { told, releaseNote } = await lintFolder({
    ...tree('linux', 5, 10),
    'linux/mm/own.c': driver('own', 'may_guess'),
    'linux/mm/bad.c': driver('bad', 'may_know'),
  });
  expect([told, releaseNote]).toEqual([['linux/mm/bad.c unknown-op'], FIVE]);
});

test('a module that is for another release than the tree beside it', async () => {
  const { told, releaseNote } = await lintFolder({
    ...tree('linux', 5, 10),
    'linux/mm/own.c': driver('own', 'may_guess'),
    ...module('new', NEWER),
  });
  expect([told, releaseNote]).toEqual([[], 'releases 5.10.3 and 6.3–7.1, module by module']);
});

test('of two trees the nearer one counts', async () => {
  const { told, releaseNote } = await lintFolder({
    ...tree('old/linux', 4, 19),
    ...tree('vendor/linux', 5, 10),
    'vendor/linux/include/linux/mm.h': HEADER.replace('may_guess', 'may_know'),
    'old/linux/mm/own.c': driver('own', 'may_guess'),
    'vendor/linux/mm/two.c': driver('two', 'may_know'),
    ...module('beside', driver('beside', 'may_know')),
  });
  expect([told, releaseNote]).toEqual([[], 'releases 4.19.3 and 5.10.3, module by module']);
});

test('what is left out, and what the user says of the kernel', async () => {
  const files = {
    ...tree('linux', 5, 10),
    'linux/mm/own.c': driver('own', 'may_guess'),
    'linux/drivers/bad.c': driver('bad', 'may_know'),
  };
  expect((await lintFolder(files, { exclude: ['/linux/drivers/'] })).told).toEqual([]);
  const { told } = await lintFolder(files, { kernel: { major: 6, minor: 1, patch: 0 } });
  expect(told).toEqual(['linux/drivers/bad.c unknown-op', 'linux/mm/own.c unknown-op']);
});
