// SPDX-License-Identifier: GPL-2.0-only
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { summaryOf } from '../../client/src/reviewText.ts';
import type { ChangedHandler, ChangeFindings, PatchReply } from '../../server/src/lsp/vmops/protocol.ts';
import { vmopsProcess } from '../cli/vmops.ts';
import { NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from '../review/sample.ts';
import { Editor } from './client.ts';

const uri = (path: string) => pathToFileURL(path).href;

/** The sample with a bad commit that is not checked out, and that commit as a patch. */
function badPatch() {
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: leave it locked');
  const patch = repository.mails();
  repository.goTo('base');
  return { repository, patch };
}

test('a patch in the editor and one on disk give the reply that the command prints', async () => {
  const { repository, patch } = badPatch();
  const { root } = repository;
  const file = join(root, 'one.patch');
  writeFileSync(file, patch);
  const editor = await Editor.startProcess(root, { rules: { 'page-lock-leak': 'error' } });
  const ask = (text: string | null) =>
    editor.connection.sendRequest<PatchReply>('vmops/reviewPatch', {
      folder: uri(root),
      text,
      uri: uri(file),
    });
  const { stdout } = vmopsProcess(['review', '--format', 'mail', '-'], { cwd: root, input: patch });
  expect(stdout).toContain('Subject: Re: [PATCH] pagefs: leave it locked\n');
  const bySettings = await ask(patch);
  const fromDisk = await ask(null);
  expect(bySettings.problems).toEqual([]);
  // The last lines name the command, with the settings of this editor.
  const head = (reply: string) => reply.slice(0, reply.indexOf('\n-- \n'));
  expect(head(bySettings.reply)).toBe(head(stdout));
  expect(fromDisk.reply.replace(' one.patch', ' < MAIL')).toBe(bySettings.reply);
  const broken = await ask(patch.replaceAll('folio_unlock', 'other_unlock'));
  expect(broken.reply).toBe('');
  expect(broken.problems).toEqual([
    expect.stringMatching(/^\[PATCH\] pagefs: leave it locked: fs\/pagefs\/file\.c: hunk 1 does not fit/),
  ]);
  expect(await editor.stop()).toBe(0);
});

test('the findings of a change are those that are new since HEAD', async () => {
  const { repository } = badPatch();
  const { root } = repository;
  const editor = await Editor.startProcess(root);
  const ask = () => editor.connection.sendRequest<ChangeFindings>('vmops/change', { folder: uri(root) });
  expect(await ask()).toEqual({ findings: [], problems: [] });
  repository.edit('drivers/frame/frame.c', 'return vmf_error(err);', 'return err;');
  const { findings, problems } = await ask();
  expect(problems).toEqual([]);
  expect(findings.map(({ rule, location }) => [rule, location.uri, location.range.start.line + 1])).toEqual([
    ['errno-as-vm-fault', uri(join(root, 'drivers/frame/frame.c')), 40],
  ]);
  expect(summaryOf(findings)).toBe('1 error is new');
  expect(await editor.stop()).toBe(0);
});

test('changed handlers are those whose text is not that of HEAD, saved or not', async () => {
  const FRAME = 'drivers/frame/frame.c';
  const { repository } = badPatch();
  const { root } = repository;
  const editor = await Editor.startProcess(root);
  const ask = async () => {
    const params = { folder: uri(root) };
    const changed = await editor.connection.sendRequest<ChangedHandler[]>('vmops/changedHandlers', params);
    return changed.map(({ path, name, op, tables, isNew }) => [path, name, op, tables.join(), isNew]);
  };
  expect(await ask()).toEqual([]);
  // What stands around a handler does not change it.
  const text = repository.read(FRAME);
  repository.edit(FRAME, text, `/* Moved. */\n\n${text}`);
  repository.edit(FRAME, 'return vmf_error(err);', 'return err;');
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  const mkwrite = [PAGEFS, 'pagefs_page_mkwrite', 'page_mkwrite', 'pagefs_file_vm_ops', false];
  const meta = [FRAME, 'frame_meta_fault', 'fault', 'frame_meta_vm_ops', false];
  await editor.open(FRAME);
  await editor.open(PAGEFS);
  expect(await ask()).toEqual([meta, mkwrite]);
  await editor.edit(FRAME, 'frame_fault(struct vm_fault *vmf)', 'frame_first(struct vm_fault *vmf)');
  await editor.edit(FRAME, '= frame_fault,', '= frame_first,');
  expect(await ask()).toEqual([[FRAME, 'frame_first', 'fault', 'frame_vm_ops', true], meta, mkwrite]);
  repository.commit('all of it');
  await editor.edit(FRAME, 'frame_first(struct vm_fault *vmf)', 'frame_fault(struct vm_fault *vmf)');
  await editor.edit(FRAME, '= frame_first,', '= frame_fault,');
  expect(await ask()).toEqual([]);
  expect(await editor.stop()).toBe(0);
});

test('a folder that is no checkout is told of', async () => {
  const { repository } = badPatch();
  const editor = await Editor.startProcess(repository.root);
  const told = await editor.connection.sendRequest<ChangeFindings>('vmops/change', { folder: uri('/') });
  expect(told.findings).toEqual([]);
  expect(told.problems).toHaveLength(1);
  expect(await editor.stop()).toBe(0);
});
