// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint --target` as a user runs it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { targetRules } from '../../server/src/rules/target/index.ts';
import { tempTree } from '../io/tempTree.ts';
import { examplesOf, HEADINGS, readPage } from '../rules/pages.ts';
import { vmops } from './vmops.ts';

const docs = join(dirname(dirname(__dirname)), 'docs');
const withoutTime = (text: string) => text.replace(/, \d+\.\d s\)/, ')');
const moved = (code: string, from: string, to: string, ...more: string[]) =>
  vmops(['lint', '--no-cache', '--kernel', from, '--target', to, 'ring.c', ...more], {
    cwd: tempTree({ 'ring.c': code }),
  });
const findingsOf = (code: string, from: string, to: string) =>
  JSON.parse(moved(code, from, to, '--format', 'json').stdout).findings as {
    rule: string;
    since: string;
    message: string;
    related: unknown[];
  }[];

test('docs/target.md shows what is printed', () => {
  const page = readFileSync(join(docs, 'target.md'), 'utf8');
  const [code = ''] = examplesOf(readPage(`## x\n${page}`), 'x');
  const shown = /```text\n([\s\S]*?)```/.exec(page)?.[1];
  const { code: exit, stdout, stderr } = moved(code, '4.3', '6.12');
  expect(withoutTime(stdout)).toBe(shown);
  expect([exit, stderr]).toEqual([1, '']);
});

const STORES = Array.from({ length: 17 }, () => '\tvma->vm_flags |= VM_IO;\n').join('');
const DRIVER = `static const struct vm_operations_struct ring_ops = { .fault = filemap_fault };

int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
${STORES}	vma->vm_ops = &ring_ops;
	return 0;
}
`;

test('seventeen stores of one kind are one finding with sixteen more places, and one fix makes them all', () => {
  const findings = findingsOf(DRIVER, '6.1', '6.12');
  expect(findings.map(({ rule, since, related }) => [rule, since, related.length])).toEqual([
    ['vm-flags-direct-write', '6.3', 16],
  ]);
  expect(findings[0]?.message).toBe(
    'vm_flags is const, and a store to it does not compile: use vm_flags_set(); since 6.3 (17 places)',
  );
  const cwd = tempTree({ 'ring.c': DRIVER });
  const patch = vmops(['lint', '--kernel', '6.1', '--target', '6.12', '--fix', '--dry-run', 'ring.c'], {
    cwd,
  });
  execFileSync('git', ['apply', '-'], { cwd, input: patch.stdout });
  const after = readFileSync(join(cwd, 'ring.c'), 'utf8');
  expect(after.match(/vm_flags_set\(vma, VM_IO\);/g)).toHaveLength(17);
  expect(vmops(['lint', '--kernel', '6.1', '--target', '6.12', 'ring.c'], { cwd }).code).toBe(0);
});

test('what is wrong in both releases is not said where arms of the other one move it', () => {
  const code = `#include <linux/version.h>
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
static void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}
#endif

static const struct vm_operations_struct ring_ops = { .fault = filemap_fault, .page_mkwrite = filemap_page_mkwrite };

int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &ring_ops;
#else
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &ring_ops;
#endif
	return 0;
}
`;
  const own = vmops(['lint', '--kernel', '5.10', '--format', 'json', 'ring.c'], {
    cwd: tempTree({ 'ring.c': code }),
  });
  const rules = (JSON.parse(own.stdout).findings as { rule: string }[]).map(({ rule }) => rule);
  expect(rules).toContain('missing-pfn-mkwrite');
  expect(findingsOf(code, '5.10', '6.12')).toEqual([]);
});

test('a comment allows a place, and the lint of the own release knows the rule that it names', () => {
  const allowed = DRIVER.replace(
    '\tvma->vm_flags |= VM_IO;\n',
    '\t/* vmops: allow(vm-flags-direct-write) wrapped below */\n\tvma->vm_flags |= VM_IO;\n',
  );
  const [finding, ...others] = findingsOf(allowed, '6.1', '6.12');
  expect(others).toEqual([]);
  expect(finding?.related).toHaveLength(15);
  const gone = `static int ring_fault(struct vm_fault *vmf)
{
	/* vmops: allow(gone-name) the module has its own */
	return vm_insert_pfn(vmf->vma, vmf->address, 1) ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct ring_ops = { .fault = ring_fault };
`;
  expect(findingsOf(gone, '4.15', '6.12').map(({ rule }) => rule)).toEqual(['op-prototype']);
  const own = vmops(['lint', '--kernel', '4.15', 'ring.c'], { cwd: tempTree({ 'ring.c': gone }) });
  expect(own.stdout).not.toContain('no rule named');
});

test('every format of the registry has it, and json names both releases', () => {
  for (const format of ['sarif', 'github', 'gitlab', 'checkstyle', 'junit', 'rdjson'])
    expect(moved(DRIVER, '6.1', '6.12', '--format', format).stdout).toContain('vm-flags-direct-write');
  expect(JSON.parse(moved(DRIVER, '6.1', '6.12', '--format', 'json').stdout).target).toEqual({
    from: '6.1',
    to: '6.12',
  });
});

test('nothing is said of a stretch of releases that changed nothing, nor of arms of other releases', () => {
  expect(findingsOf(DRIVER, '5.10', '6.2')).toEqual([]);
  const guarded = DRIVER.replace(
    STORES,
    `#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)\n${STORES}#else\n\tvm_flags_set(vma, VM_IO);\n#endif\n`,
  );
  expect(findingsOf(guarded, '6.1', '6.12')).toEqual([]);
});

test('a name that the code defines itself is not gone', () => {
  const own = `static int vm_insert_pfn(struct vm_area_struct *vma, unsigned long a, unsigned long b)\n{\n\treturn 0;\n}\n`;
  const use = 'int ring_init(struct vm_area_struct *vma)\n{\n\treturn vm_insert_pfn(vma, 0, 0);\n}\n';
  expect(findingsOf(`${use}${DRIVER}`, '4.18', '5.10').map(({ rule }) => rule)).toEqual(['gone-name']);
  expect(findingsOf(`${own}${use}${DRIVER}`, '4.18', '5.10')).toEqual([]);
});

test('a member that is renamed has its fix, and the first release without it', () => {
  const table = `static int ring_split(struct vm_area_struct *vma, unsigned long at)
{
	return 0;
}

static const struct vm_operations_struct ring_ops = {
	.split = ring_split,
};
`;
  expect(findingsOf(table, '5.4', '6.12')).toMatchObject([
    {
      rule: 'unknown-op',
      since: '5.11',
      message: 'split is no member of struct vm_operations_struct any more: use may_split; since 5.11',
      fix: { safe: true, edits: [{ text: 'may_split' }] },
    },
  ]);
});

test.each([
  [
    '4.3',
    [],
    '--target 4.3: the code is not written for an older release (Linux 6.1); --kernel says for which it is',
  ],
  [
    '6.1',
    [],
    '--target 6.1: the code is not written for an older release (Linux 6.1); --kernel says for which it is',
  ],
  ['six', [], '--target six: not a release (write it as 6.12 or 2.6.32)'],
  ['6.12', ['--diff'], '--target: it does not go with --diff'],
])('--target %s %j is one line and exit code 2', (target, more, line) => {
  expect(moved(DRIVER, '6.1', target, ...more)).toEqual({ code: 2, stdout: '', stderr: `vmops: ${line}\n` });
});

describe.each(targetRules.map(({ id }) => id))('%s', (id) => {
  const page = readPage(readFileSync(join(docs, 'rules', `${id}.md`), 'utf8'));
  const [from = '', to = ''] =
    /From (\S+) to (\d\S*):/.exec(page.sections.get('Wrong') ?? '')?.slice(1) ?? [];
  const rulesOf = (heading: string) =>
    findingsOf(
      `${examplesOf(page, heading)[0]}\nstatic const struct vm_operations_struct none;\n`,
      from,
      to,
    ).map(({ rule }) => rule);

  test('has a page with the fixed headings, a wrong example that it reports, and a right one that it does not', () => {
    expect([page.title, page.headings]).toEqual([id, HEADINGS]);
    expect(rulesOf('Wrong')).toContain(id);
    expect(rulesOf('Right')).not.toContain(id);
  });
});
