// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs` as a user runs it. */
import { expect, test } from 'vitest';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

const cwd = () => tempTree({});

test('an op in a release', () => {
  const { code, stdout, stderr } = vmops(['docs', 'map_pages', '--kernel', '4.9'], { cwd: cwd() });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(
    /^ {4}void \(\*map_pages\)\(struct fault_env \*, pgoff_t, pgoff_t\)\n\nmap_pages · Linux 4\.9\n/,
  );
  expect(stdout).toContain('\n- must not sleep\n');
  expect(stdout).toContain('\n- Install entries with alloc_set_pte().\n');
});

test('what changed between two releases, in either order', () => {
  const run = (range: string) => vmops(['docs', 'page_mkwrite', '--kernel', range], { cwd: cwd() });
  const { stdout } = run('4.9..6.12');
  expect(stdout).toContain('page_mkwrite · Linux 4.9 to 6.12\n');
  expect(stdout).toContain(
    '    int (*page_mkwrite)(struct vm_area_struct *, struct vm_fault *)   /* before */\n',
  );
  expect(stdout).toContain('    vm_fault_t (*page_mkwrite)(struct vm_fault *)   /* after */\n');
  expect(stdout).toMatch(/\n- 4\.11: /);
  expect(stdout).not.toMatch(/\n- 2\.6/);
  expect(run('6.12..4.9').stdout).toBe(stdout);
  expect(run('6.12..6.12').stdout).toBe(
    'page_mkwrite · Linux 6.12 to 6.12\n\nNothing changed for a handler.\n',
  );
});

test('an op that came or went', () => {
  expect(vmops(['docs', 'split', '--kernel', '5.10..6.1'], { cwd: cwd() }).stdout).toContain(
    'split is not in Linux 6.1: 5.10 was the last release with it; use may_split.',
  );
});

test('an op of another struct comes from the tree, as Markdown too', () => {
  const tree = tempTree({
    Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n',
    'include/linux/mm.h': 'struct vm_operations_struct {\n\tvoid (*open)(struct vm_area_struct *area);\n};\n',
    'include/linux/fs.h':
      'struct file_lock_operations {\n\tvoid (*fl_copy)(struct file_lock *, struct file_lock *);\n\tvoid (*open)(int);\n};\n',
    'Documentation/filesystems/locking.rst': `file_lock_operations
====================

prototypes::

	void (*fl_copy)(struct file_lock *, struct file_lock *);

locking rules:

========	==========	=========
ops		i_lock		may block
========	==========	=========
fl_copy:	yes		no
========	==========	=========

->fl_copy() copies *private* data.
`,
  });
  expect(vmops(['docs', 'fl_copy', '--format', 'markdown'], { cwd: tree })).toEqual({
    code: 0,
    stdout: [
      '```c\nvoid (*fl_copy)(struct file_lock *, struct file_lock *)\n```',
      '**fl_copy** of `struct file_lock_operations`',
      'Declared in include/linux/fs.h:2.',
      '**The locking document of this tree** (Documentation/filesystems/locking.rst:13)',
      '- i_lock: *yes*\n- **may not block**',
      '> ->fl_copy() copies \\*private\\* data.\n',
    ].join('\n\n'),
    stderr: '',
  });
  expect(vmops(['docs', 'open'], { cwd: tree }).stdout).toContain(
    'Also an op of other structs: file_lock_operations.open.\n',
  );
  expect(vmops(['docs', 'file_lock_operations.fl_copi'], { cwd: tree })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: no op named fl_copi of struct file_lock_operations (did you mean fl_copy?)\n',
  });
});

test.each([
  [['falt'], 'no op named falt (did you mean fault?)'],
  [['fault', '--kernel', '6'], '--kernel 6: not a release (write it as 6.12 or 2.6.32)'],
  [['fault', '--kernel', '4.9..x'], '--kernel x: not a release (write it as 6.12 or 2.6.32)'],
  [['zzzzzz'], 'no op named zzzzzz; of other structs than vm_operations_struct only a tree tells: --tree'],
])('wrong usage is one line and exit code 2: %j', (args, line) => {
  expect(vmops(['docs', ...args], { cwd: cwd() })).toEqual({
    code: 2,
    stdout: '',
    stderr: `vmops: ${line}\n`,
  });
});
