// SPDX-License-Identifier: GPL-2.0-only
/** What a reply proposes is what message and fix say, and handlers that share a mistake share a comment. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capitalised } from '../../server/src/text/words.ts';
import { vmopsProcess } from '../cli/vmops.ts';
import { SampleRepository } from './sample.ts';

/** The reply to a patch that makes `before` of a new driver `after`, without what it quotes. */
function replyTo(before: string, after: string): string {
  const repository = new SampleRepository();
  const path = 'drivers/frame/other.c';
  writeFileSync(join(repository.root, path), before);
  const base = repository.commit('Add other');
  writeFileSync(join(repository.root, path), after);
  repository.commit('Change other');
  const input = repository.mails(base);
  repository.goTo(base);
  const { stdout, stderr } = vmopsProcess(['review', '--format', 'mail'], { cwd: repository.root, input });
  expect(stderr).toBe('');
  return stdout;
}

const HANDLER = `#include <linux/mm.h>

static vm_fault_t other_page_mkwrite(struct vm_fault *vmf)
{
	struct folio *folio = page_folio(vmf->page);

	folio_lock(folio);
	if (folio->mapping != vmf->vma->vm_file->f_mapping) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct other_vm_ops = {
	.page_mkwrite = other_page_mkwrite,
};
`;

test('an errno constant: the code that the fix writes', () => {
  const reply = replyTo(HANDLER, HANDLER.replace('return VM_FAULT_NOPAGE;', 'return -EAGAIN;'));
  expect(reply).toContain('\nWhat about\n\n\treturn VM_FAULT_NOPAGE;\n\n[errno-as-vm-fault: error;');
});

const TWO = `#include <linux/mm.h>

static vm_fault_t other_map(struct vm_fault *vmf)
{
	if (!vmf->vma->vm_private_data)
		return VM_FAULT_SIGBUS;
	vmf->page = vmf->vma->vm_private_data;
	get_page(vmf->page);
	return 0;
}

static vm_fault_t other_a_fault(struct vm_fault *vmf)
{
	return other_map(vmf);
}

static vm_fault_t other_b_fault(struct vm_fault *vmf)
{
	return other_map(vmf);
}

static const struct vm_operations_struct other_a_vm_ops = {
	.fault = other_a_fault,
};

static const struct vm_operations_struct other_b_vm_ops = {
	.fault = other_b_fault,
};
`;

test('two handlers of one helper: one comment that names both', () => {
  const reply = replyTo(TWO, TWO.replace('return VM_FAULT_SIGBUS;', 'return -EINVAL;'));
  expect(reply.match(/\[errno-as-vm-fault: error; new with this patch\]/g)).toHaveLength(1);
  expect(reply).toContain('\nother_a_fault() returns it. other_b_fault() returns it.\n');
});

const CLOSE = `#include <linux/mm.h>

struct other {
	struct kref kref;
};

static void other_release(struct kref *kref)
{
	kfree(container_of(kref, struct other, kref));
}

static void other_open(struct vm_area_struct *vma)
{
	struct other *other = vma->vm_private_data;

	kref_get(&other->kref);
}

static void other_close(struct vm_area_struct *vma)
{
	struct other *other = vma->vm_private_data;

	kref_put(&other->kref, other_release);
}

static const struct vm_operations_struct other_vm_ops = {
	.open = other_open,
	.close = other_close,
};

static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &other_vm_ops;
	other_open(vma);
	return 0;
}

const struct file_operations other_fops = {
	.mmap = other_mmap,
};
`;

test('a member that goes: its line in the table is quoted', () => {
  const reply = replyTo(CLOSE, CLOSE.replace('\t.open = other_open,\n', ''));
  expect(reply).toMatch(
    /\n> -\t\.open = other_open,\n\nWho takes what other_close\(\) gives back, when the VMA is/,
  );
  expect(reply).toContain('\nWhat about keeping\n\n\t.open = other_open,\n\n[close-without-open: ');
});

test('a line that came takes a lock early: what lacks in front of the return, once', () => {
  const reply = replyTo(
    HANDLER,
    HANDLER.replace('\t\tfolio_unlock(folio);\n\t\treturn', '\t\tcond_resched();\n\t\treturn'),
  );
  expect(reply).toContain(
    '\nWhat about this in front of it\n\n\tfolio_unlock(folio);\n\n[page-lock-leak: error;',
  );
});

test('an errno that is stored first: the line that stores it', () => {
  const before = HANDLER.replace('\treturn VM_FAULT_LOCKED;', '\treturn other_dirty(folio);').replace(
    'static vm_fault_t',
    `static int other_sync(struct folio *folio);

static vm_fault_t other_dirty(struct folio *folio)
{
	vm_fault_t ret = VM_FAULT_LOCKED;
	int err = other_sync(folio);

	if (err < 0) {
		folio_unlock(folio);
		ret = vmf_error(err);
	}
	return ret;
}

static vm_fault_t`,
  );
  const reply = replyTo(before, before.replace('ret = vmf_error(err);', 'ret = err;'));
  expect(reply).toMatch(/\n> \+\t\tret = err;\n\nCan /);
  expect(reply).toMatch(/\nWhat about\n\n\tret = vmf\w*_error\(err\);\n\n\[errno-as-vm-fault: error;/);
});

test('a sentence begins with a capital, a name in the code stays as it is', () => {
  expect([capitalised('mprotect() makes it writable'), capitalised('unlock it')]).toEqual([
    'mprotect() makes it writable',
    'Unlock it',
  ]);
});

test('an index without a bound: the member that counts, and no name that is not there', () => {
  const before = [
    '#include <linux/mm.h>',
    '',
    'struct other {',
    '\tstruct page **pages;',
    '\tunsigned long count;',
    '};',
    '',
    'static vm_fault_t other_fault(struct vm_fault *vmf)',
    '{',
    '\tstruct other *other = vmf->vma->vm_private_data;',
    '',
    '\tif (vmf->pgoff >= other->count)',
    '\t\treturn VM_FAULT_SIGBUS;',
    '\tvmf->page = other->pages[vmf->pgoff];',
    '\tget_page(vmf->page);',
    '\treturn 0;',
    '}',
    '',
    'static const struct vm_operations_struct other_vm_ops = {',
    '\t.fault = other_fault,',
    '};',
    '',
    'static int other_mmap(struct file *file, struct vm_area_struct *vma)',
    '{',
    '\tvma->vm_private_data = file->private_data;',
    '\tvma->vm_ops = &other_vm_ops;',
    '\treturn 0;',
    '}',
    '',
    'static const struct file_operations other_fops = {',
    '\t.mmap = other_mmap,',
    '};',
    '',
  ].join('\n');
  const bound = '\tif (vmf->pgoff >= other->count)\n\t\treturn VM_FAULT_SIGBUS;\n';
  const reply = replyTo(before, before.replace(bound, ''));
  expect(reply).toContain(`\nWhat about keeping\n\n${bound}\n[pgoff-bound: `);
  const uncounted = before.replace('\tunsigned long count;\n', '').replace('other->count', 'OTHER_PAGES');
  const other = replyTo(uncounted, uncounted.replace(bound.replace('other->count', 'OTHER_PAGES'), ''));
  expect(other).toContain('\nWhat about keeping\n\n\tif (vmf->pgoff >= OTHER_PAGES)\n');
});

const WRITABLE_LATER = `#include <linux/mm.h>

static vm_fault_t other_fault(struct vm_fault *vmf)
{
	vmf->page = vmf->vma->vm_private_data;
	get_page(vmf->page);
	return 0;
}

static const struct vm_operations_struct other_vm_ops = {
	.fault = other_fault,
};

static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	vma->vm_private_data = file->private_data;
	vma->vm_ops = &other_vm_ops;
	return 0;
}

static const struct file_operations other_fops = {
	.mmap = other_mmap,
};
`;

test('a mapping that becomes writable: asked in words of its own, and no `here` without a line', () => {
  const reply = replyTo(WRITABLE_LATER, WRITABLE_LATER.replace('\tvm_flags_clear(vma, VM_MAYWRITE);\n', ''));
  expect(reply).toContain(
    'Can user space make the mapping of other_mmap() writable later?\nmprotect() makes it writable afterwards without asking the driver.\n',
  );
  expect(reply).not.toContain('The way there:');
});

const PLAIN_FAULT = `static vm_fault_t other_fault(struct vm_fault *vmf)
{
	struct other *other = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;

	if (other->is_ready)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, other->pfn);
	return ret;
}

static const struct vm_operations_struct other_vm_ops = {
	.fault = other_fault,
};
`;

test('a line that another one took the place of: what it was', () => {
  const before = PLAIN_FAULT;
  const reply = replyTo(before, before.replace('vm_fault_t ret = VM_FAULT_NOPAGE', 'vm_fault_t ret = 0'));
  expect(reply).toContain(
    '\nWhat about keeping\n\n\tvm_fault_t ret = VM_FAULT_NOPAGE;\n\n[fault-without-page: ',
  );
});

test('an insertion in a loop: no return in its place', () => {
  const call = 'vmf_insert_pfn(vmf->vma, vmf->address, other->pfn);';
  const loop = `\t\twhile (other_next(other)) {\n\t\t\t${call}\n\t\t\tvmf_note(vmf);\n\t\t}`;
  const now = PLAIN_FAULT.replace(`\t\tret = ${call}`, loop);
  const reply = replyTo(PLAIN_FAULT, now);
  expect(reply).toContain('[ignored-insert-result: ');
  expect(reply).not.toContain('return vmf_insert_pfn');
});
