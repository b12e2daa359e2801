// SPDX-License-Identifier: GPL-2.0-only
/** A table that another file writes to: what is known of it follows both files. */
import { expect, test } from 'vitest';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { SAMPLE } from './client.ts';

const TABLE = `#include <linux/mm.h>

static vm_fault_t shared_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}

struct vm_operations_struct shared_vm_ops = {
	.fault = shared_fault,
};
`;
const WRITER = `#include <linux/mm.h>

extern struct vm_operations_struct shared_vm_ops;

static void writer_close(struct vm_area_struct *vma)
{
}

void writer_init(void)
{
	shared_vm_ops.close = writer_close;
}
`;

async function started(table: string, writer: string): Promise<Session> {
  const session = new Session(SAMPLE, true, readSettings({}));
  await session.load(new AbortController().signal, () => {});
  session.setText('lib/writer.c', writer);
  session.setText('lib/table.c', table);
  return session;
}

/** The findings in the file of the table, and the members of the table. */
async function seen(session: Session): Promise<string[]> {
  const findings = await checkFile(session, 'lib/table.c');
  const table = session.tables.find(({ name }) => name === 'shared_vm_ops');
  return [...findings.map(({ rule }) => rule), ...(table?.members ?? []).map(({ op }) => op)];
}

const BOTH = ['fault', 'close'];
const ALONE = ['non-const-table', 'fault'];

test('the file of the table may be edited', async () => {
  const session = await started(TABLE, WRITER);
  expect(await seen(session)).toEqual(BOTH);
  for (const text of [
    TABLE.replace('SIGBUS', 'OOM'),
    TABLE.replace('.fault =', '.fault\t='),
    `/* Longer. */\n${TABLE}`,
    TABLE,
  ]) {
    session.setText('lib/table.c', text);
    expect(await seen(session)).toEqual(BOTH);
  }
});

test('a store in the other file comes and goes', async () => {
  const store = '\tshared_vm_ops.close = writer_close;\n';
  const session = await started(TABLE, WRITER.replace(store, ''));
  expect(await seen(session)).toEqual(ALONE);
  session.setText('lib/writer.c', WRITER);
  expect(await seen(session)).toEqual(BOTH);
  session.setText('lib/writer.c', WRITER.replace(store, ''));
  expect(await seen(session)).toEqual(ALONE);
  session.setText('lib/writer.c', WRITER);
  session.release('lib/writer.c');
  expect(await seen(session)).toEqual(ALONE);
});

test('what was read of tables is kept only where an edit has nothing to do with them', async () => {
  const own = TABLE.replace('struct vm_operations_struct', 'static struct vm_operations_struct');
  const session = await started(own, WRITER);
  const tables = () => session.file('lib/table.c')?.tables;
  const first = tables();
  session.setText('lib/table.c', own.replace('SIGBUS', 'OOM'));
  expect(tables()).toBe(first);
  expect(await seen(session)).toEqual(ALONE);
  session.setText('lib/table.c', own.replace('\treturn', '\tshared_vm_ops.close = 0;\n\treturn'));
  expect(tables()).not.toBe(first);
  expect(await seen(session)).toEqual(BOTH);
});
