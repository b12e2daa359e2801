// SPDX-License-Identifier: GPL-2.0-only
import { afterEach, expect, test } from 'vitest';
import { Editor, SAMPLE } from './client.ts';

const FRAME = 'drivers/frame/frame.c';
const INSERTS = 'return vmf_insert_pfn(vmf->vma, vmf->address,\n\t\t\t      buffer->pfn + vmf->pgoff);\n}';

let editor: Editor;
afterEach(() => editor.stop());

test('a handler that was not analysed to the end has a hint at its name with the reason, one that was has none', async () => {
  editor = await Editor.start(SAMPLE);
  await editor.open(FRAME);
  await editor.told(FRAME, (found) => found[0] === '22: errno-as-vm-fault');
  await editor.edit(FRAME, INSERTS, 'return frame_elsewhere(vmf);\n}');
  let { diagnostics } = await editor.diagnostics(FRAME);
  while (!diagnostics.some(({ severity }) => severity === 4))
    ({ diagnostics } = await editor.nextDiagnostics(FRAME));
  expect(diagnostics.filter(({ severity }) => severity === 4)).toEqual([
    {
      range: { start: { line: 14, character: 18 }, end: { line: 14, character: 29 } },
      severity: 4,
      source: 'vmops',
      message: 'not analysed to the end: what it returns in line 23 is not known',
    },
  ]);
});
