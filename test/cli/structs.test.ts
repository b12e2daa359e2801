// SPDX-License-Identifier: GPL-2.0-only
/** Tables of the other structs of operations under `vmops lint`, held against the tree's own headers and document. */
import { expect, test } from 'vitest';
import { tempTree } from '../io/tempTree.ts';
import { vmops } from './vmops.ts';

const LOCKING = 'Documentation/filesystems/locking.rst';
const TREE = {
  Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\n',
  'include/linux/mm.h': 'struct vm_operations_struct {\n\tvoid (*open)(struct vm_area_struct *area);\n};\n',
  'include/linux/dcache.h': `struct dentry_operations {
	int (*d_compare)(const struct dentry *, unsigned int, const char *, const struct qstr *);
	int (*d_delete)(const struct dentry *);
	void (*d_release)(struct dentry *);
};
`,
  'include/linux/fs.h': `struct file_operations {
	struct module *owner;
	int (*flush)(struct file *, fl_owner_t id);
	ssize_t (*read)(struct file *, char __user *, size_t, loff_t *);
	__poll_t (*poll)(struct file *, struct poll_table_struct *);
#ifdef CONFIG_OLD
	int (*mmap_lock)(struct file *);
#else
	int (*mmap_lock)(struct file *, int);
#endif
};
`,
  [LOCKING]: `dentry_operations
=================

prototypes::

	int (*d_compare)(const struct dentry *, unsigned int, const char *, const struct qstr *);
	int (*d_delete)(const struct dentry *);
	void (*d_release)(struct dentry *);

locking rules:

============	=========	=========
ops		->d_lock	may block
============	=========	=========
d_compare:	no		no
d_delete:	yes		no
d_release:	no		yes
============	=========	=========
`,
};
const HEAD = '#include <linux/dcache.h>\n#include <linux/fs.h>\n\n';

/** The findings as `line:column: severity: message [rule]`. */
function found(text: string): string[] {
  const cwd = tempTree({ ...TREE, 'fs/log/dir.c': HEAD + text });
  const { stdout, stderr } = vmops(['lint', '--fail-on', 'never', '.'], { cwd });
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('fs/log/dir.c:') && !line.includes(': note: '))
    .map((line) => line.slice('fs/log/dir.c:'.length));
}

const table = (members: string) => `
const struct dentry_operations log_dentry_ops = {
${members}
};
`;

test('an op that may not block is told of what sleeps in it, through a callee too', () => {
  const text = `static void log_forget(struct log *log)
{
	mutex_lock(&log->lock);
	mutex_unlock(&log->lock);
}

static int log_d_delete(const struct dentry *dentry)
{
	log_forget(dentry->d_fsdata);
	return 1;
}
${table('\t.d_delete = log_d_delete,')}`;
  expect(found(text)).toEqual([
    '12:2: warning: d_delete function log_d_delete() calls log_forget(), and mutex_lock() may sleep: the locking document says that d_delete of struct dentry_operations may not block; do it without waiting [sleep-in-atomic-op]',
  ]);
});

test('what does not wait is no finding, nor what sleeps where the document lets it', () => {
  const text = `static int log_d_delete(const struct dentry *dentry)
{
	struct log *log = dentry->d_fsdata;
	char *name = kmalloc(16, GFP_ATOMIC);

	spin_lock(&log->lock);
	spin_unlock(&log->lock);
	kfree(name);
	return 1;
}

static void log_d_release(struct dentry *dentry)
{
	struct log *log = dentry->d_fsdata;

	mutex_lock(&log->lock);
	mutex_unlock(&log->lock);
}
${table('\t.d_delete = log_d_delete,\n\t.d_release = log_d_release,')}`;
  expect(found(text)).toEqual([]);
});

test('a member that the struct does not have, and a function of another type', () => {
  const text = `static int log_d_delete(struct dentry *dentry, int flags)
{
	return 1;
}
${table('\t.d_delete = log_d_delete,\n\t.d_revalidate_locked = log_d_delete,')}`;
  expect(found(text)).toEqual([
    '4:12: error: int log_d_delete(struct dentry *, int) does not fit int (*d_delete)(const struct dentry *) of 6.12.3 [op-prototype]',
    '11:3: error: struct dentry_operations of 6.12.3 has no member d_revalidate_locked [unknown-op]',
  ]);
});

test('spellings of one type, one that nobody has told, both widths of a size and either arm of the header are right', () => {
  const text = `static int log_read(struct file *file, char __user *to, size_t count, loff_t *at)
{
	return 0;
}

static unsigned int log_poll(struct file *file, poll_table *wait)
{
	return 0;
}

static int log_mmap_lock(struct file *file)
{
	return 0;
}

static int log_flush(struct file *file, void *owner)
{
	return 0;
}
${table('\t.d_delete = NULL,')}
static const struct file_operations log_fops = {
	.owner = THIS_MODULE,
	.read = log_read,
	.poll = log_poll,
	.mmap_lock = log_mmap_lock,
	.flush = log_flush,
};
`;
  expect(found(text)).toEqual([]);
});

test('the summary says what was looked at', () => {
  const cwd = tempTree({ ...TREE, 'fs/log/dir.c': `${HEAD}${table('\t.d_delete = simple_delete,')}` });
  const { code, stdout } = vmops(['lint', 'fs/log'], { cwd });
  expect([code, stdout.replace(/\d+\.\d s/, 'n s')]).toEqual([
    0,
    'no findings in 1 table of another struct, 2 files (Linux 6.12.3, n s)\n',
  ]);
});

test('without the tree that says what a member is nothing is said', () => {
  const cwd = tempTree({
    'dir.c': `${HEAD}static struct dentry_operations ops = {\n\t.d_gone = log_gone,\n};\n#define x vm_operations_struct\n`,
  });
  const { stdout } = vmops(['lint', '--kernel', '6.12', 'dir.c'], { cwd });
  expect(stdout).toMatch(/^no findings /);
});

const WAITS = `static void log_wait(struct log *log)
{
	mutex_lock(&log->lock);
	mutex_unlock(&log->lock);
}

static void log_forget(struct log *log)
{
	log_wait(log);
}
`;

test.each([
  [
    'a helper that gives the lock back',
    'log_wait(dentry->d_fsdata);',
    'log_wait()',
    'mutex_lock() may sleep',
  ],
  ['a helper of a helper', 'log_forget(dentry->d_fsdata);', 'log_forget()', 'mutex_lock() may sleep'],
  [
    'flags in a variable',
    'gfp_t flags = GFP_KERNEL;\n\tkfree(kmalloc(3, flags));',
    'kmalloc()',
    'kmalloc() may sleep with GFP_KERNEL',
  ],
])('%s is followed', (_, body, callee, culprit) => {
  const text = `${WAITS}
static int log_d_delete(const struct dentry *dentry)
{
	${body}
	return 1;
}
${table('\t.d_delete = log_d_delete,')}`;
  const [finding, ...others] = found(text);
  expect(finding).toContain(`log_d_delete() calls ${callee}, and ${culprit}: the locking document`);
  expect(others).toEqual([]);
  expect(found(text.replace('mutex_lock', 'spin_lock').replace('GFP_KERNEL', 'GFP_ATOMIC'))).toEqual([]);
});

test('a table and its function in two files of a folder: whichever is named, and both', () => {
  const cwd = tempTree({
    ...TREE,
    'fs/log/dir.c': `${HEAD}extern int log_d_delete(const struct dentry *dentry);\n${table('\t.d_delete = log_d_delete,')}`,
    'fs/log/delete.c': `${HEAD}int log_d_delete(const struct dentry *dentry)
{
	msleep(3);
	return 1;
}
`,
  });
  for (const named of ['.', 'fs/log', 'fs/log/delete.c']) {
    const { stdout } = vmops(['lint', named], { cwd });
    expect(stdout.split('\n')[0]).toMatch(
      /^fs\/log\/delete\.c:6:2: warning: d_delete function log_d_delete\(\) calls msleep\(\)/,
    );
  }
});
