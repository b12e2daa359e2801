// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs-check` as a user runs it. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

const LOCKING = 'Documentation/filesystems/locking.rst';
const DOCUMENT = `vm_operations_struct
====================

prototypes::

	void (*open)(struct vm_area_struct *);
	int (*fault)(struct vm_fault *);

locking rules:

=======	=========
ops	mmap_lock
=======	=========
open:	write
fault:	read
gone:	read
=======	=========
`;
const TREE = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n',
  'include/linux/mm.h': `struct vm_operations_struct {
	void (*open)(struct vm_area_struct *area);
	vm_fault_t (*fault)(struct vm_fault *vmf);
	const char *(*name)(struct vm_area_struct *vma);
};
`,
  [LOCKING]: DOCUMENT,
};
const withoutTime = (text: string) => text.replace(/, \d+\.\d s\)/, ')');

test('findings come as lines with notes in the header, and make the exit code 1', () => {
  const cwd = tempTree(TREE);
  const { code, stdout, stderr } = vmops(['docs-check'], { cwd });
  expect([code, stderr]).toEqual([1, '']);
  expect(withoutTime(stdout)).toBe(
    `${[
      `${LOCKING}:1:1: warning: name of struct vm_operations_struct is not documented: it has neither a prototype nor a row [doc-missing-op]`,
      'include/linux/mm.h:4:16: note: declared here',
      `${LOCKING}:7:2: warning: the documented fault returns int: struct vm_operations_struct has vm_fault_t (*fault)(struct vm_fault *) [doc-prototype-drift]`,
      'include/linux/mm.h:3:15: note: declared here',
      `${LOCKING}:16:1: warning: struct vm_operations_struct has no member gone [doc-stale-op]`,
      'include/linux/mm.h:1:8: note: the struct',
      '3 warnings in 1 struct of 1 document (Linux 6.12.3)',
    ].join('\n')}\n`,
  );
});

test('json has the struct as table and the member as op', () => {
  const cwd = tempTree(TREE);
  const { code, stdout } = vmops(['docs-check', '--format', 'json', '--fail-on', 'error'], { cwd });
  expect(code).toBe(0);
  const { schema, tree, findings } = JSON.parse(stdout);
  expect([schema, tree]).toEqual(['vmops/1', { release: '6.12.3' }]);
  expect(
    findings.map((one: Record<string, unknown>) => [one.rule, one.severity, one.file, one.table, one.op]),
  ).toEqual([
    ['doc-missing-op', 'warning', LOCKING, 'vm_operations_struct', 'name'],
    ['doc-prototype-drift', 'warning', LOCKING, 'vm_operations_struct', 'fault'],
    ['doc-stale-op', 'warning', LOCKING, 'vm_operations_struct', 'gone'],
  ]);
});

test('severities come from the command line and from vmops.toml', () => {
  const cwd = tempTree({
    ...TREE,
    'vmops.toml': '[rules]\ndoc-missing-op = "off"\ndoc-stale-op = "error"\n',
  });
  const { stdout } = vmops(['docs-check', '--rule', 'doc-prototype-drift=off'], { cwd });
  expect(withoutTime(stdout)).toBe(
    `${LOCKING}:16:1: error: struct vm_operations_struct has no member gone [doc-stale-op]\n` +
      'include/linux/mm.h:1:8: note: the struct\n1 error in 1 struct of 1 document (Linux 6.12.3)\n',
  );
  expect(vmops(['docs-check', '--rule', 'unknown-op=off'], { cwd }).code).toBe(2);
});

test('documents that agree with the headers give nothing', () => {
  const cwd = tempTree({
    ...TREE,
    [LOCKING]: DOCUMENT.replace('int (*fault)', 'vm_fault_t (*fault)')
      .replace('gone:', 'name:')
      .replace('\nlocking', '\tconst char *(*name)(struct vm_area_struct *);\n\nlocking'),
  });
  const { code, stdout, stderr } = vmops(['docs-check'], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  expect(withoutTime(stdout)).toBe('no findings in 1 struct of 1 document (Linux 6.12.3)\n');
});

test.each([
  [
    'no document',
    { [LOCKING]: null },
    ': has no locking document (Documentation/filesystems/locking.rst or Locking)',
  ],
  ['an empty document', { [LOCKING]: '' }, `: ${LOCKING} describes no struct of operations`],
  [
    'no header',
    { 'include/linux/mm.h': '' },
    ': no header below include/linux defines a struct that the documents describe',
  ],
])('%s is one line and exit code 2', (_, files: Record<string, string | null>, line) => {
  const all = Object.entries({ ...TREE, ...files }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const cwd = tempTree(Object.fromEntries(all));
  expect(vmops(['docs-check', '.'], { cwd })).toEqual({ code: 2, stdout: '', stderr: `vmops: .${line}\n` });
});

test('a folder that does not exist is one line and exit code 2', () => {
  expect(vmops(['docs-check', 'nowhere'], { cwd: tempTree({}) })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: nowhere: does not exist\n',
  });
});

test('a struct that does not parse is one line, and the rest is checked', () => {
  const header = TREE['include/linux/mm.h'].replace('(struct vm_fault *vmf);', '(struct vm_fault *vmf;');
  const cwd = tempTree({
    ...TREE,
    'include/linux/mm.h': header,
    'include/linux/quota.h': 'struct dquot_operations {\n\tint (*mark_dirty)(struct dquot *);\n};\n',
    [LOCKING]: `dquot_operations\n================\n\nprototypes::\n\n\tvoid (*mark_dirty)(struct dquot *);\n\n${DOCUMENT}`,
  });
  const { code, stdout, stderr } = vmops(['docs-check'], { cwd });
  expect([code, stderr]).toEqual([
    1,
    'vmops: include/linux/mm.h:1: struct vm_operations_struct does not parse, so it is not checked\n',
  ]);
  expect(stdout.split('\n')[0]).toBe(
    `${LOCKING}:6:2: warning: the documented mark_dirty returns void: struct dquot_operations has int (*mark_dirty)(struct dquot *) [doc-prototype-drift]`,
  );
});

test('--fix --dry-run prints a patch that git apply takes, and changes nothing', () => {
  const cwd = tempTree(TREE);
  const { code, stdout, stderr } = vmops(['docs-check', '--fix', '--dry-run'], { cwd });
  expect([code, stderr]).toEqual([1, 'vmops: 2 of 3 findings are mended; 1 is left to a person\n']);
  expect(readFileSync(join(cwd, LOCKING), 'utf8')).toBe(DOCUMENT);
  execFileSync('git', ['apply', '-'], { cwd, input: stdout });
  const after = readFileSync(join(cwd, LOCKING), 'utf8');
  expect(after).toBe(
    DOCUMENT.replace('int (*fault)', 'vm_fault_t (*fault)')
      .replace('gone:	read\n', '')
      .replace('vm_fault *);\n', 'vm_fault *);\n\tconst char *(*name)(struct vm_area_struct *);\n'),
  );
  expect(vmops(['docs-check', '-q'], { cwd }).stdout.split('\n')[0]).toBe(
    `${LOCKING}:8:2: warning: name of struct vm_operations_struct has a prototype here, but no row in the table of locking rules [doc-missing-op]`,
  );
});

test('--fix writes the documents, for the rules that are on', () => {
  const cwd = tempTree(TREE);
  const rules = ['--rule', 'doc-missing-op=off', '--rule', 'doc-stale-op=off'];
  expect(vmops(['docs-check', '--fix', '-q', ...rules], { cwd })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  });
  expect(readFileSync(join(cwd, LOCKING), 'utf8')).toBe(
    DOCUMENT.replace('int (*fault)', 'vm_fault_t (*fault)'),
  );
});

test('a column of mmap_lock is written anew, and the cells behind it stay where they are', () => {
  const cwd = tempTree({
    ...TREE,
    'include/linux/mm.h': 'struct vm_operations_struct {\n\tint (*fault)(struct vm_fault *vmf);\n};\n',
    'mm/memory.c': `static int may(struct vm_fault *f)
{
	if (f->vma->vm_ops->map_pages || !(f->flags & FAULT_FLAG_VMA_LOCK))
		return 0;
	return VM_FAULT_RETRY;
}
static int call(struct vm_fault *f)
{
	return may(f) ? 1 : f->vma->vm_ops->fault(f);
}
`,
    [LOCKING]: `vm_operations_struct
====================

prototypes::

	int (*fault)(struct vm_fault *);

locking rules:

=======	==========	====
ops	mmap_lock	page
=======	==========	====
fault:	read		none
=======	==========	====

->fault() may return VM_FAULT_RETRY.
`,
  });
  vmops(['docs-check', '--fix', '-q'], { cwd });
  expect(readFileSync(join(cwd, LOCKING), 'utf8')).toContain('\nfault:	maybe-read	none\n');
  expect(vmops(['docs-check'], { cwd }).code).toBe(0);
});

test.each([
  ['sarif', '"ruleId": "doc-stale-op"'],
  ['github', `::warning file=${LOCKING},line=16,endLine=16,col=1,endColumn=11,title=vmops doc-stale-op::`],
  ['gitlab', '"check_name": "doc-stale-op"'],
  ['checkstyle', 'source="vmops.doc-stale-op"'],
  ['junit', 'name="doc-stale-op in vm_operations_struct, line 16"'],
  ['rdjson', '"value": "doc-stale-op"'],
])('--format %s has the findings, and --output writes it beside the text', (format, line) => {
  const cwd = tempTree(TREE);
  expect(vmops(['docs-check', '--format', format], { cwd }).stdout).toContain(line);
  const { code, stdout } = vmops(['docs-check', '--output', `${format}=out`], { cwd });
  expect(code).toBe(1);
  expect(withoutTime(stdout)).toContain('3 warnings in 1 struct of 1 document (Linux 6.12.3)');
  expect(readFileSync(join(cwd, 'out'), 'utf8')).toContain(line);
});

test('sarif has the rules of the documents alone', () => {
  const { stdout } = vmops(['docs-check', '--format', 'sarif'], { cwd: tempTree(TREE) });
  const { rules } = JSON.parse(stdout).runs[0].tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual([
    'doc-prototype-drift',
    'doc-missing-op',
    'doc-stale-op',
    'doc-stale-contract',
  ]);
});

test('json has the fix of a finding that an edit makes go', () => {
  const { stdout } = vmops(['docs-check', '--format', 'json'], { cwd: tempTree(TREE) });
  const fixes = JSON.parse(stdout).findings.map(({ fix }: { fix: unknown }) => fix);
  expect(fixes).toMatchObject([
    null,
    {
      title: 'write the prototype of fault as the header has it',
      safe: true,
      edits: [{ text: 'vm_fault_t (*fault)(struct vm_fault *)' }],
    },
    { title: 'take gone out', safe: true, edits: [{ text: '' }] },
  ]);
});

test('a baseline names struct and op, and what it holds is not reported', () => {
  const cwd = tempTree(TREE);
  const baseline = ['--baseline', 'known.json'];
  expect(vmops(['docs-check', ...baseline, '--update-baseline'], { cwd }).code).toBe(0);
  const { findings } = JSON.parse(readFileSync(join(cwd, 'known.json'), 'utf8'));
  expect(findings[0]).toEqual({
    rule: 'doc-prototype-drift',
    file: LOCKING,
    function: 'vm_operations_struct.fault',
    occurrence: 1,
  });
  expect(withoutTime(vmops(['docs-check', ...baseline], { cwd }).stdout)).toBe(
    'no findings in 1 struct of 1 document (Linux 6.12.3); 3 findings in the baseline\n',
  );
  writeFileSync(
    join(cwd, LOCKING),
    DOCUMENT.replace('gone:\tread\n', '').replace('write\n', 'write\nlost:\tread\n'),
  );
  const { code, stdout, stderr } = vmops(['docs-check', ...baseline, '--strict-baseline'], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain('struct vm_operations_struct has no member lost [doc-stale-op]');
  expect(stderr).toContain(`known.json: stale: ${LOCKING}: vm_operations_struct.gone: doc-stale-op`);
});

test('--dry-run without --fix, an unknown format and a baseline that is not there are wrong usage', () => {
  const cwd = tempTree(TREE);
  for (const args of [['--dry-run'], ['--format', 'yaml'], ['--baseline', 'none.json']])
    expect(vmops(['docs-check', ...args], { cwd }).code).toBe(2);
});

test('--fix --dry-run is a mailbox that git am takes where git knows who sends it', () => {
  const cwd = tempTree(TREE);
  const git = (...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' });
  git('init', '-q');
  git('config', 'user.name', 'A. Maintainer');
  git('config', 'user.email', 'a@example.org');
  git('add', '.');
  git('commit', '-qm', 'tree');
  const { stdout } = vmops(['docs-check', '-q', '--fix', '--dry-run', '--signoff'], { cwd });
  expect(stdout.split('---\n')[0]).toBe(
    [
      'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001',
      'From: "A. Maintainer" <a@example.org>',
      'Subject: [PATCH] docs: filesystems: bring locking.rst up to the headers',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=UTF-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'The structs of operations in the headers of Linux 6.12.3 are not those',
      'that locking.rst shows. Write there what the headers have.',
      '',
      'vm_operations_struct:',
      ' - other prototype: fault',
      ' - gone: gone',
      ' - new: name',
      '',
      'Signed-off-by: A. Maintainer <a@example.org>',
      '',
    ].join('\n'),
  );
  execFileSync('git', ['am', '-q'], { cwd, input: stdout, stdio: ['pipe', 'pipe', 'pipe'] });
  expect(git('log', '-1', '--format=%an %s')).toBe(
    'A. Maintainer docs: filesystems: bring locking.rst up to the headers\n',
  );
  expect(readFileSync(join(cwd, LOCKING), 'utf8')).toContain('vm_fault_t (*fault)(struct vm_fault *);');
  git('reset', '-q', '--hard', 'HEAD^');
  execFileSync('git', ['apply', '-'], { cwd, input: stdout });
});

test('--signoff without a name that git knows is one line and exit code 2', () => {
  const env = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  expect(vmops(['docs-check', '--fix', '--dry-run', '--signoff'], { cwd: tempTree(TREE), env })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: --signoff: git knows no name and mail address (git config user.name, user.email)\n',
  });
});

/** The lines of findings and of what is not checked, for a tree with one change. */
function changed(path: string, change: (text: string) => string | null): string[] {
  const files: Record<string, string> = { ...TREE };
  const text = change(files[path] ?? '');
  if (text === null) delete files[path];
  else files[path] = text;
  const { stdout, stderr } = vmops(['docs-check'], { cwd: tempTree(files) });
  return [...stderr.split('\n'), ...stdout.split('\n')].filter(
    (line) => line !== '' && !line.includes(': note: ') && !/ in \d+ struct/.test(line),
  );
}

const GONE = `${LOCKING}:16:1: warning: struct vm_operations_struct has no member gone [doc-stale-op]`;
const DRIFT = `${LOCKING}:7:2: warning: the documented fault returns int: struct vm_operations_struct has vm_fault_t (*fault)(struct vm_fault *) [doc-prototype-drift]`;
const NAME = `${LOCKING}:1:1: warning: name of struct vm_operations_struct is not documented: it has neither a prototype nor a row [doc-missing-op]`;

test('what is not held against anything any more is said, not dropped', () => {
  expect(changed(LOCKING, (text) => text.replace('vm_operations_struct', 'vm_operation_struct\n'))).toEqual([
    `vmops: .: ${LOCKING} describes no struct of operations`,
  ]);
  const both = (text: string) =>
    text.replace(
      'vm_operations_struct\n====================',
      'file_operations\n===============\n\nprototypes::\n\n\tint (*mmap)(struct file *);',
    );
  expect(changed(LOCKING, both)).toEqual([
    `vmops: ${LOCKING}:1: no header defines struct file_operations, so it is not checked`,
    `vmops: ${LOCKING}:1: no section is about struct vm_operations_struct, so it is not checked`,
  ]);
});

test('a member in #if 0 is none, and those of a struct without a name are members of the whole', () => {
  const inArm = (head: string, foot: string) => (text: string) =>
    text.replace(/\tvm_fault_t .*\n/, (line) => `${head}\n${line}${foot}\n`);
  expect(changed('include/linux/mm.h', inArm('\tstruct {', '\t};'))).toEqual([NAME, DRIFT, GONE]);
  expect(changed('include/linux/mm.h', inArm('#if 0', '#endif'))).toEqual([
    NAME,
    `${LOCKING}:7:2: warning: struct vm_operations_struct has no member fault [doc-stale-op]`,
    GONE,
  ]);
});

test('a row of two ops, one with a footnote, and a code block for prototypes are read', () => {
  expect(
    changed(LOCKING, (text) => text.replace('open:\twrite\nfault:\tread', 'open, fault [3]_:\twrite')),
  ).toEqual([NAME, DRIFT, GONE.replace(':16:', ':15:')]);
  expect(changed(LOCKING, (text) => text.replace('prototypes::', '.. code-block:: c'))).toEqual([
    NAME,
    DRIFT,
    GONE,
  ]);
});
