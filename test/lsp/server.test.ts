// SPDX-License-Identifier: GPL-2.0-only
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  CodeAction,
  CodeLens,
  CompletionItem,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  WorkspaceSymbol,
} from 'vscode-languageserver-protocol';
import { briefly, Editor, SAMPLE } from './client.ts';

const FLAT = 'fs/flatfs/file.c';
const HEADER = 'include/linux/mm.h';
const FRAME = 'drivers/frame/frame.c';
let editor: Editor;
const folders: string[] = [];

afterEach(async () => {
  await editor.leave();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the sample tree that a test may change. */
function copyOfSample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-lsp-'));
  folders.push(folder);
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/** The text of a hover. */
function textOf(hover: Hover | null): string {
  return (hover?.contents as { value: string } | undefined)?.value ?? '';
}

/** What a code action makes of a text. */
function applied(text: string, action: CodeAction | undefined): string {
  const edits = Object.values(action?.edit?.changes ?? {}).flat();
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}

async function actionsOf(path: string): Promise<CodeAction[]> {
  const { diagnostics } = await editor.diagnostics(path);
  const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
  return editor.request('codeAction', path, { range, context: { diagnostics } });
}

describe('diagnostics', () => {
  test('are those of the command line, with related places, the page of the rule and its severity', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    const { diagnostics } = await editor.diagnostics(FLAT);
    expect(briefly({ diagnostics })).toEqual(['43: pfn-mkwrite-return']);
    const [one] = diagnostics;
    expect(one?.severity).toBe(2);
    expect(one?.codeDescription?.href).toMatch(/^file:.*\/docs\/rules\/pfn-mkwrite-return\.md$/);
    expect(one?.relatedInformation?.map(({ location }) => location.uri)).toContain(editor.uri(FLAT));
    expect(one?.data).toEqual({
      rule: 'pfn-mkwrite-return',
      op: 'pfn_mkwrite',
      table: 'flatfs_log_vm_ops',
      function: 'flatfs_log_pfn_mkwrite',
    });
  });

  test('follow what is typed and not saved', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    expect(await editor.findings(FLAT)).toEqual(['43: pfn-mkwrite-return']);
    await editor.edit(FLAT, 'vm_fault_t ret = 0;', 'vm_fault_t ret = VM_FAULT_NOPAGE;');
    expect(await editor.findings(FLAT)).toEqual([]);
    await editor.edit(FLAT, '/* Wrong by', '\n\n/* Wrong by');
    await editor.edit(FLAT, 'vm_fault_t ret = VM_FAULT_NOPAGE;', 'vm_fault_t ret = 0;');
    expect(await editor.findings(FLAT)).toEqual(['45: pfn-mkwrite-return']);
  });

  test('of a table follow its handler in another file', async () => {
    const root = copyOfSample();
    writeFileSync(join(root, 'fs/flatfs/ops.c'), TABLE_ALONE);
    writeFileSync(join(root, 'fs/flatfs/handler.c'), HANDLER_ALONE);
    editor = await Editor.start(root);
    await editor.open('fs/flatfs/ops.c');
    await editor.open('fs/flatfs/handler.c');
    expect(await editor.findings('fs/flatfs/ops.c')).toEqual([]);
    expect(await editor.findings('fs/flatfs/handler.c')).toEqual([]);
    const next = editor.nextDiagnostics('fs/flatfs/handler.c');
    await editor.edit('fs/flatfs/ops.c', '.page_mkwrite', '.pfn_mkwrite');
    expect(briefly(await next)).toEqual(['5: pfn-mkwrite-return']);
  });

  test('are answered to a client that asks for them', async () => {
    editor = await Editor.start(SAMPLE, {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
    });
    expect(editor.initialized.capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
    await editor.open(FRAME);
    expect(await editor.pull(FRAME)).toEqual(['22: errno-as-vm-fault', '28: non-const-table']);
  });

  test('come without a kernel tree, with CRLF, and obey the settings', async () => {
    const root = mkdtempSync(join(tmpdir(), 'vmops-lsp-'));
    folders.push(root);
    const text = readFileSync(join(SAMPLE, FRAME), 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(join(root, 'frame.c'), text);
    editor = await Editor.start(root, {}, { kernel: '6.12', rules: { 'non-const-table': 'off' } });
    await editor.open('frame.c', text);
    expect(await editor.findings('frame.c')).toEqual(['22: errno-as-vm-fault']);
  });

  test('of a file that is closed without a save what is on disk counts again', async () => {
    editor = await Editor.shared();
    const symbols = async (query: string) => {
      const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', { query });
      return found.map(({ name }) => name);
    };
    await editor.open(FRAME);
    await editor.diagnostics(FRAME);
    await editor.edit(FRAME, 'frame_vm_ops', 'frame_typed_ops');
    expect(await symbols('frame_typed')).toEqual(['frame_typed_ops']);
    await editor.close(FRAME);
    expect(await symbols('frame_typed')).toEqual([]);
    expect(await symbols('frame_vm_ops')).toEqual(['frame_vm_ops']);
  });

  test('go when a file is closed, and a file that is gone from disk does no harm', async () => {
    const root = copyOfSample();
    editor = await Editor.start(root);
    await editor.open(FRAME);
    await editor.diagnostics(FRAME);
    const next = editor.nextDiagnostics(FRAME);
    rmSync(join(root, FRAME));
    await editor.close(FRAME);
    expect((await next).diagnostics).toEqual([]);
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri(FRAME), type: 3 }],
    });
    await editor.open(FLAT);
    expect(await editor.findings(FLAT)).toEqual(['43: pfn-mkwrite-return']);
  });
});

const TABLE_ALONE = `#include <linux/mm.h>

vm_fault_t alone_handler(struct vm_fault *vmf);

const struct vm_operations_struct alone_vm_ops = {
	.page_mkwrite = alone_handler,
};
`;
const HANDLER_ALONE = `#include <linux/mm.h>

vm_fault_t alone_handler(struct vm_fault *vmf)
{
	return 0;
}
`;

describe('hover', () => {
  test('on an op tells its contract and quotes the document of the tree', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    const text = textOf(await editor.ask('hover', FLAT, '.pfn_|mkwrite'));
    expect(text).toContain('vm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf)');
    // What one looks for stands on top: locks and allowed results in the first lines, links in the next.
    const top = text.split('\n').slice(3, 13).join('\n');
    expect(top).toMatch(/\*\*On entry\*\*: .* · may sleep/);
    expect(top).toContain('**Returns**: `VM_FAULT_NOPAGE`');
    expect(top).toContain('[History](file:');
    expect(text).not.toContain('**History**');
    expect(text).toContain('- `VM_FAULT_NOPAGE`: ');
    expect(text).toMatch(/\[Documentation\/filesystems\/locking\.rst:\d+\]\(file:/);
    expect(text).toContain('> ->pfn_mkwrite() is the same for an entry without a struct page.');
    expect(text).toContain('**Document and core**');
  });

  test('on a handler tells who uses it and what it returns', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    const text = textOf(await editor.ask('hover', FLAT, 'flatfs_log_|pfn_mkwrite'));
    expect(text).toContain('**as `pfn_mkwrite`**');
    expect(text).toContain('[flatfs_log_vm_ops](');
    expect(text).toContain('- Returns `0` · `VM_FAULT_SIGBUS`');
    expect(text).toContain('· may sleep');
  });

  test.each([
    ['VM_FAULT_|SIGBUS', '**VM_FAULT_SIGBUS** · `0x2`'],
    ['vmf->pg|off', 'pgoff'],
    ['VM_MIXED|MAP', '**VM_MIXEDMAP** · `0x10000000`'],
    ['vmf_insert_mixed|_mkwrite(', '**vmf_insert_mixed_mkwrite()**'],
    ['flatfs_log_vm|_ops = {', '**flatfs_log_vm_ops** · ops table'],
    ['struct vm_operations|_struct', '**struct vm_operations_struct** · Linux 6.12'],
    ['flatfs_mm|ap(', '- Sets `VM_MIXEDMAP`'],
  ])('on %s', async (marked, expected) => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    expect(textOf(await editor.ask('hover', FLAT, marked))).toContain(expected);
  });

  test('on a result that every op refuses for one reason says so once', async () => {
    editor = await Editor.shared();
    const text = editor.text(FLAT).replace('ret = VM_FAULT_SIGBUS', 'ret = VM_FAULT_COMPLETED');
    await editor.open(FLAT, text);
    expect(textOf(await editor.ask('hover', FLAT, 'VM_FAULT_COM|PLETED')).split('\n')).toContain(
      '- `fault`, `huge_fault`, `map_pages`, `page_mkwrite`, `pfn_mkwrite`: Only core says it, together with a lock that it has already dropped.',
    );
  });

  test('says nothing on a word that it does not know', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    expect(await editor.ask('hover', FLAT, 'info->fro|zen')).toBeNull();
  });
});

describe('the other features', () => {
  test('hints and lenses', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    const range = { start: { line: 40, character: 0 }, end: { line: 60, character: 0 } };
    const hints = await editor.request<InlayHint[]>('inlayHint', FLAT, { range });
    expect(hints.map(({ position, label }) => `${position.line + 1}: ${label}`)).toEqual([
      '47: → NOPAGE · OOM · SIGBUS; mmap read lock',
      '48: → 0 · SIGBUS; mmap read lock',
    ]);
    expect((hints[1]?.tooltip as MarkupContent | undefined)?.value.split('\n').slice(0, 5)).toEqual([
      '**flatfs_log_pfn_mkwrite() returns**',
      '',
      '- `0`',
      '- `VM_FAULT_SIGBUS`',
      '',
    ]);
    const lenses = await editor.request<CodeLens[]>('codeLens', FLAT);
    expect(lenses.map(({ range: { start }, command }) => `${start.line + 1}: ${command?.title}`)).toEqual([
      '6: fault of 2 tables',
      '17: pfn_mkwrite of flatfs_vm_ops',
      '28: installed by flatfs_mmap(): VM_MIXEDMAP',
      '34: pfn_mkwrite of flatfs_log_vm_ops',
      '46: 1 finding',
      '46: installed by flatfs_mmap(): VM_MIXEDMAP',
      '51: maps: may be private, may be written, may grow',
    ]);
  });

  test('navigation', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    const line = ({ range }: Location) => range.start.line + 1;
    expect((await editor.ask<Location[]>('definition', FLAT, '.pfn_mk|write')).map(line)).toEqual([17]);
    expect((await editor.ask<Location[]>('references', FLAT, 'flatfs_fa|ult')).map(line)).toEqual([29, 47]);
    // An entry leads to its own handler, the member of the struct to everybody's.
    expect((await editor.ask<Location[]>('implementation', FLAT, '.pfn_mk|write')).map(line)).toEqual([17]);
    await editor.open(HEADER);
    const everybody = await editor.ask<Location[]>('implementation', HEADER, '(*pfn_mk|write)');
    expect(everybody.map((one) => [one.uri.split('/').slice(-2).join('/'), line(one)])).toEqual([
      ['flatfs/file.c', 17],
      ['flatfs/file.c', 34],
    ]);
    const symbols = await editor.request<DocumentSymbol[]>('documentSymbol', FLAT);
    expect(symbols.map(({ name, children }) => [name, children?.map((child) => child.name)])).toEqual([
      ['flatfs_vm_ops', ['fault', 'pfn_mkwrite']],
      ['flatfs_log_vm_ops', ['fault', 'pfn_mkwrite']],
    ]);
    const found = await editor.connection.sendRequest<WorkspaceSymbol[]>('workspace/symbol', {
      query: 'pfn_mkwrite',
    });
    expect(found.map(({ name }) => name)).toEqual([
      'pfn_mkwrite: flatfs_pfn_mkwrite',
      'pfn_mkwrite: flatfs_log_pfn_mkwrite',
    ]);
  });

  test('calls lead from a table to its handlers and what they call, and back', async () => {
    editor = await Editor.shared();
    await editor.open(FRAME);
    await editor.diagnostics(FRAME);
    const prepare = (marked: string) =>
      editor.ask<CallHierarchyItem[]>('prepareCallHierarchy', FRAME, marked);
    const { connection } = editor;
    const [table] = await prepare('frame_meta_vm|_ops = {');
    const fromTable = await connection.sendRequest<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      { item: table },
    );
    expect(fromTable.map(({ to, fromRanges }) => [to.name, fromRanges[0]?.start.line])).toEqual([
      ['frame_meta_fault', 45],
    ]);
    const installers = await connection.sendRequest<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      { item: table },
    );
    expect(installers.map(({ from, fromRanges }) => [from.name, fromRanges[0]?.start.line])).toEqual([
      ['frame_mmap', 55],
    ]);
    const [handler] = await prepare('.fault	= frame_meta|_fault');
    const item = { item: handler };
    const called = await connection.sendRequest<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      item,
    );
    expect(called.map(({ to, fromRanges }) => [to.name, fromRanges[0]?.start.line])).toEqual([
      ['frame_wait', 37],
      ['vmf_error', 39],
    ]);
    const users = await connection.sendRequest<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      item,
    );
    expect(users.map(({ from }) => from.name)).toEqual(['frame_meta_vm_ops']);
    const callers = await connection.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item: called[0]?.to,
    });
    expect(callers.map(({ from }) => from.name)).toEqual(['frame_fault', 'frame_meta_fault']);
  });

  test('completion offers the ops that a table lacks, and the legal results', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    await editor.diagnostics(FLAT);
    const ops = await editor.ask<CompletionItem[]>('completion', FLAT, '\t.|pfn_mkwrite');
    expect(ops.map(({ label }) => label)).not.toContain('.fault');
    const mkwrite = ops.find(({ label }) => label === '.page_mkwrite');
    expect(mkwrite?.textEdit?.newText).toBe('.page_mkwrite\t= flatfs_page_mkwrite,');
    expect(mkwrite?.additionalTextEdits?.[0]?.newText).toContain(
      'static vm_fault_t flatfs_page_mkwrite(struct vm_fault *vmf)\n{\n',
    );
    // Above the comment that speaks of the table.
    await editor.open(FRAME);
    const [open] = await editor.ask<CompletionItem[]>('completion', FRAME, '{\n\t.|fault');
    const at = editor.text(FRAME).split('\n').indexOf('static struct vm_operations_struct frame_vm_ops = {');
    expect(open?.additionalTextEdits?.[0]?.range.start).toEqual({ line: at - 1, character: 0 });
    const results = await editor.ask<CompletionItem[]>('completion', FLAT, 'return |ret;');
    expect(results.map(({ label }) => label)).toContain('VM_FAULT_NOPAGE');
    expect(results.map(({ label }) => label)).not.toContain('VM_FAULT_LOCKED');
  });

  test('quick fixes take the findings away', async () => {
    editor = await Editor.shared();
    await editor.open(FRAME);
    // The first answers may come before the tree is read, without the rules that conclude from all of it.
    await editor.told(FRAME, (found) => found.includes('28: non-const-table'));
    const actions = await actionsOf(FRAME);
    const named = (title: string) => actions.find((action) => action.title === title);
    const fixed = applied(editor.text(FRAME), named('Make frame_vm_ops const'));
    expect(fixed).toContain('static const struct vm_operations_struct frame_vm_ops = {');
    const converted = applied(editor.text(FRAME), named('Convert with vmf_error(err)'));
    expect(converted).toContain('\t\treturn vmf_error(err);\n\treturn vmf_insert_pfn');
    await editor.edit(FRAME, 'static struct vm_operations', 'static const struct vm_operations');
    expect(await editor.findings(FRAME)).toEqual(['22: errno-as-vm-fault']);
    await editor.edit(FRAME, 'return err;\n\treturn vmf', 'return vmf_error(err);\n\treturn vmf');
    expect(await editor.findings(FRAME)).toEqual([]);
  });

  test('a suppression with a reason silences the line', async () => {
    editor = await Editor.shared();
    await editor.open(FLAT);
    const allow = (await actionsOf(FLAT)).find(({ title }) => title.startsWith('Allow'));
    expect(applied(editor.text(FLAT), allow)).toContain(
      '\t/* vmops: allow(pfn-mkwrite-return) REASON */\n\treturn ret;\n',
    );
    await editor.edit(
      FLAT,
      '\treturn ret;',
      '\t/* vmops: allow(pfn-mkwrite-return) tested by hand */\n\treturn ret;',
    );
    expect(await editor.findings(FLAT)).toEqual([]);
  });
});
