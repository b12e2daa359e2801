// SPDX-License-Identifier: GPL-2.0-only
/** A release that is inferred is a range: what holds in a part of it says so. */
import { expect, test } from 'vitest';
import { lint } from '../../server/src/core/lint.ts';
import { jsonReport } from '../../server/src/report/formats/json.ts';
import { tempTree } from '../io/tempTree.ts';

const TABLE = 'static const struct vm_operations_struct box_ops = { .pfn_mkwrite = box_pfn_mkwrite };\n';
const DOUBT = 'so in 4.10, not in 4.1: --kernel says which release it is for';

function lintModule(handler: string, kernel: { major: number; minor: number; patch: number } | null = null) {
  const folder = tempTree({ 'box.c': `${handler}\n${TABLE}` });
  return lint({
    paths: [folder],
    cwd: '/',
    kernel,
    tree: null,
    exclude: [],
    severities: new Map(),
    contract: null,
  });
}

/** Core makes the entry writable itself since 4.10 alone. */
const LIVELOCK =
  'static int box_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)\n{\n\treturn VM_FAULT_NOPAGE;\n}';

test('a finding of the newest release alone names both ends', async () => {
  const { findings } = await lintModule(LIVELOCK);
  expect(findings.map(({ rule, confidence }) => [rule, confidence])).toEqual([
    ['pfn-mkwrite-livelock', 'medium'],
  ]);
  expect(findings[0]?.message.endsWith(`; ${DOUBT}`)).toBe(true);
});

test('a finding of both does not, nor one of a release that is named', async () => {
  const both = LIVELOCK.replace('VM_FAULT_NOPAGE', '-EIO');
  const told = [await lintModule(both), await lintModule(LIVELOCK, { major: 4, minor: 10, patch: 0 })];
  expect(told.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    ['errno-as-vm-fault'],
    ['pfn-mkwrite-livelock'],
  ]);
  for (const { findings } of told) expect(findings[0]?.message).not.toContain('--kernel');
});

test('JSON says that it was inferred, and from what to what', async () => {
  const { tree } = JSON.parse(jsonReport(await lintModule(LIVELOCK)));
  expect(tree).toEqual({
    release: '4.10',
    inferred: {
      first: '4.1',
      last: '4.10',
      why: "release 4.1–4.10 inferred from pfn_mkwrite handlers' prototypes and the names in use",
    },
  });
});

/** Of an arm for other kernels, in another file. */
const MOVED = {
  'new.c': `#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 9, 0)
int box_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return -EIO;
}
const struct vm_operations_struct box_ops = { .pfn_mkwrite = box_pfn_mkwrite };
#endif
`,
  'old.c': `#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 9, 0)
int tin_pfn_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return -EIO;
}
const struct vm_operations_struct tin_ops = { .pfn_mkwrite = tin_pfn_mkwrite };
#endif
`,
};

async function told(files: Record<string, string>): Promise<[string, boolean][]> {
  const { findings } = await lint({
    paths: [tempTree(files)],
    cwd: '/',
    kernel: null,
    tree: null,
    exclude: [],
    severities: new Map(),
    contract: null,
  });
  return findings.map(({ rule, message }) => [rule, message.includes('--kernel')]);
}

test('what the arms of the first release have elsewhere is in both', async () => {
  expect(await told(MOVED)).toEqual([['errno-as-vm-fault', false]]);
  expect(await told({ 'new.c': MOVED['new.c'] })).toEqual([['errno-as-vm-fault', true]]);
});

/** A function of one file that is told by how another file maps with it. */
const SHARED = {
  'box.c': `${LIVELOCK}\n${TABLE}`,
  'lib.c': `int lib_map(struct vm_area_struct *vma, struct page *page)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return vm_insert_page(vma, vma->vm_start, page);
}
`,
  'main.c': `static int main_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	return lib_map(vma, file->private_data);
}
static const struct file_operations main_fops = { .mmap = main_mmap };
`,
};

test('what is said of a file by another, in which nothing is found, is in both', async () => {
  expect(await told(SHARED)).toEqual([
    ['pfn-mkwrite-livelock', true],
    ['maywrite-kept', false],
  ]);
});
