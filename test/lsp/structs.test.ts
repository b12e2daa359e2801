// SPDX-License-Identifier: GPL-2.0-only
/** Tables of the other structs of operations in an open file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { tempTree } from '../io/tempTree.ts';

const HEADER = 'include/linux/dcache.h';
const STRUCT = 'struct dentry_operations {\n\tint (*d_delete)(const struct dentry *);\n};\n';
const DIR = `static int log_d_delete(const struct dentry *dentry)
{
	mutex_lock(&log_lock);
	return 1;
}

const struct dentry_operations log_ops = {
	.d_delete = log_d_delete,
};
`;

function opened(): { session: Session; root: string } {
  const root = tempTree({
    Makefile: 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n',
    'include/linux/mm.h': 'struct vm_operations_struct {\n\tvoid (*open)(struct vm_area_struct *);\n};\n',
    [HEADER]: STRUCT,
    'Documentation/filesystems/locking.rst': `dentry_operations
=================

prototypes::

	int (*d_delete)(const struct dentry *);

locking rules:

=========	=========
ops		may block
=========	=========
d_delete:	no
=========	=========
`,
    'fs/log/dir.c': DIR,
  });
  return { session: new Session(root, true, readSettings({})), root };
}

const rulesIn = async (session: Session) =>
  (await checkFile(session, 'fs/log/dir.c')).map(({ rule, place }) => {
    const { line, column } = place.file.positionAt(place.start);
    return `${line}:${column} ${rule}`;
  });

test('what sleeps in an op that may not block is marked, and what is typed over it not', async () => {
  const { session } = opened();
  session.setText('fs/log/dir.c', DIR);
  expect(await rulesIn(session)).toEqual(['3:2 sleep-in-atomic-op']);
  session.setText('fs/log/dir.c', DIR.replace('mutex_lock', 'spin_lock'));
  expect(await rulesIn(session)).toEqual([]);
  session.setText('fs/log/dir.c', DIR.replace('.d_delete =', '.d_gone ='));
  expect(await rulesIn(session)).toEqual(['8:3 unknown-op']);
});

test('a header that changes on disk is read again', async () => {
  const { session, root } = opened();
  session.setText('fs/log/dir.c', DIR.replace('mutex_lock', 'spin_lock'));
  expect(await rulesIn(session)).toEqual([]);
  writeFileSync(join(root, HEADER), STRUCT.replace('const struct dentry *', 'struct dentry *, int'));
  session.refreshContracts();
  expect(await rulesIn(session)).toEqual(['1:12 op-prototype']);
});
