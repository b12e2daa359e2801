// SPDX-License-Identifier: GPL-2.0-only
import { afterEach, describe, expect, test } from 'vitest';
import type { DocumentPlace, Status, TableFinding, TreeTables } from '../../server/src/lsp/vmops/protocol.ts';
import { Editor, SAMPLE } from './client.ts';

const FLAT = 'fs/flatfs/file.c';
const RING = 'drivers/ring/ring.c';
let editor: Editor;

afterEach(() => editor.leave());

const lineOf = ({ location }: Pick<TableFinding, 'location'>) => location.range.start.line + 1;

describe('vmops/tables', () => {
  const ask = async (check: boolean): Promise<TreeTables> => {
    const [first, ...rest] = await editor.connection.sendRequest<TreeTables[]>('vmops/tables', { check });
    expect(rest).toEqual([]);
    return first as TreeTables;
  };

  test('lists every table with its members, without any file open', async () => {
    editor = await Editor.shared();
    const tree = await ask(false);
    expect(tree).toMatchObject({ root: editor.uri(''), release: '6.12', checked: false });
    expect(tree.ops.slice(0, 3)).toEqual(['open', 'close', 'may_split']);
    expect(tree.tables.map(({ path, name }) => `${path} ${name}`)).toEqual([
      'drivers/frame/frame.c frame_vm_ops',
      'drivers/frame/frame.c frame_meta_vm_ops',
      'drivers/ring/ring.c ring_vm_ops',
      'drivers/ring/ring.c ring_status_vm_ops',
      'fs/flatfs/file.c flatfs_vm_ops',
      'fs/flatfs/file.c flatfs_log_vm_ops',
      'fs/pagefs/file.c pagefs_file_vm_ops',
    ]);
    expect(tree.tables[0]?.isConst).toBe(false);
    const ring = tree.tables[2];
    expect(ring?.isConst).toBe(true);
    expect(ring?.members.map(({ op, handler }) => `${op}: ${handler}`)).toEqual([
      'split: ring_may_split',
      'fault: ring_fault',
      'page_mkwrite: ring_page_mkwrite',
    ]);
    const [split] = ring?.members ?? [];
    expect([split?.location.uri, split && lineOf(split)]).toEqual([editor.uri(RING), 33]);
    expect(split?.definition?.range.start.line).toBe(25);
    expect(tree.tables.flatMap(({ findings }) => findings)).toEqual([]);
  });

  test('gives each table its findings when it is asked to check, and follows what is typed', async () => {
    editor = await Editor.shared();
    const findings = async () =>
      (await ask(true)).tables.flatMap((table) =>
        table.findings.map((one) => `${table.name} ${one.op}: ${one.rule} ${lineOf(one)}`),
      );
    const before = await findings();
    expect(before).toEqual([
      'frame_vm_ops fault: errno-as-vm-fault 22',
      'frame_vm_ops null: non-const-table 28',
      'ring_vm_ops page_mkwrite: op-prototype 16',
      'ring_vm_ops split: unknown-op 33',
      'ring_vm_ops pfn_mkwrite: missing-pfn-mkwrite 41',
      'flatfs_log_vm_ops pfn_mkwrite: pfn-mkwrite-return 43',
    ]);
    expect((await ask(true)).checked).toBe(true);
    await editor.open(RING);
    await editor.edit(RING, '.split', '.may_split');
    expect(await findings()).toEqual(before.filter((one) => !one.includes('unknown-op')));
  });
});

describe('vmops/lockingDocument', () => {
  const ask = (marked: string) => {
    const start = editor.text(FLAT).indexOf(marked.replace('|', ''));
    const before = editor.text(FLAT).slice(0, start + marked.indexOf('|'));
    const position = {
      line: before.split('\n').length - 1,
      character: before.length - before.lastIndexOf('\n') - 1,
    };
    return editor.connection.sendRequest<DocumentPlace>('vmops/lockingDocument', {
      textDocument: { uri: editor.uri(FLAT) },
      position,
    });
  };
  const quoted = ({ location }: DocumentPlace) => {
    const lines = editor.text('Documentation/filesystems/locking.rst').split('\n');
    return lines[location?.range.start.line ?? -1];
  };

  test('leads to what the document says of an op, of a handler and of what is in one', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    for (const marked of ['.pfn_|mkwrite', 'flatfs_log_pfn_|mkwrite(', 'info->|frozen']) {
      const place = await ask(marked);
      expect([marked, place.op]).toEqual([marked, 'pfn_mkwrite']);
      expect(place.location?.uri).toBe(editor.uri('Documentation/filesystems/locking.rst'));
      expect(quoted(place)).toContain('pfn_mkwrite');
    }
  });

  test('leads to the section on the ops from anywhere else', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    const place = await ask('|#include');
    expect(place.op).toBeNull();
    expect(quoted(place)).toMatch(/\bopen\b/);
  });
});

describe('vmops/status', () => {
  const statuses = (): { next: (fits: (status: Status) => boolean) => Promise<Status> } => {
    const told: Status[] = [];
    let wake = () => {};
    editor.connection.onNotification('vmops/status', (status: Status) => {
      told.push(status);
      wake();
    });
    return {
      async next(fits) {
        for (;;) {
          const found = told.findLast(fits);
          if (found) return found;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
    };
  };

  test('tells a client that wants it what was read, then what was checked', async () => {
    editor = new Editor(SAMPLE);
    const { next } = statuses();
    await editor.initialize({ experimental: { vmops: { status: true } } });
    const { trees } = await next((status) => status.trees[0]?.state === 'ready');
    expect(trees).toMatchObject([
      { root: editor.uri(''), inTree: true, release: '6.12', releaseSource: 'makefile', tables: 7 },
    ]);
    await editor.open(FLAT);
    const { lastRun } = await next((status) => status.lastRun !== null);
    expect(lastRun).toMatchObject({ uri: editor.uri(FLAT), findings: 1 });
    expect(lastRun?.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test('tells nobody else', async () => {
    editor = new Editor(SAMPLE);
    const told: Status[] = [];
    editor.connection.onNotification('vmops/status', (status: Status) => {
      told.push(status);
    });
    await editor.initialize();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    await editor.connection.sendRequest('vmops/tables', { check: true });
    expect(told).toEqual([]);
  });
});
