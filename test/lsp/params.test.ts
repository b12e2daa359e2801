// SPDX-License-Identifier: GPL-2.0-only
/** What the server's own requests answer to parameters that are none. */
import { expect, test } from 'vitest';
import { ErrorCodes } from 'vscode-languageserver-protocol';
import { Editor, SAMPLE } from './client.ts';

const FOLDER = 'file:///nowhere';

test('a request of vmops with wrong parameters is told which are wrong', async () => {
  const editor = await Editor.start(SAMPLE);
  const answer = async (method: string, params: unknown) => {
    try {
      await editor.connection.sendRequest(method, params);
      return 'an answer';
    } catch (error) {
      const { code, message } = error as { code: number; message: string };
      return code === ErrorCodes.InvalidParams ? message : `${code}: ${message}`;
    }
  };
  const place = { textDocument: { uri: `${FOLDER}/a.c` }, position: { line: 0, character: 0 } };
  const patch = { folder: FOLDER, text: '', uri: FOLDER };
  for (const [method, params, wrong] of [
    ['vmops/change', {}, 'folder has to be a string'],
    ['vmops/change', { folder: 7 }, 'folder has to be a string'],
    ['vmops/change', null, 'folder has to be a string'],
    ['vmops/change', undefined, 'folder has to be a string'],
    ['vmops/change', [], 'folder has to be a string'],
    ['vmops/change', ['x'], 'folder has to be a string'],
    ['vmops/changedHandlers', {}, 'folder has to be a string'],
    ['vmops/changedHandlers', { folder: null }, 'folder has to be a string'],
    ['vmops/changedHandlers', undefined, 'folder has to be a string'],
    ['vmops/reviewPatch', {}, 'folder has to be a string'],
    ['vmops/reviewPatch', { ...patch, text: undefined }, 'text has to be a string or null'],
    ['vmops/reviewPatch', { ...patch, text: [] }, 'text has to be a string or null'],
    ['vmops/reviewPatch', { ...patch, uri: {} }, 'uri has to be a string'],
    ['vmops/lockingDocument', {}, 'textDocument.uri has to be a string'],
    ['vmops/lockingDocument', { ...place, textDocument: null }, 'textDocument.uri has to be a string'],
    ['vmops/lockingDocument', { ...place, position: {} }, 'position.line has to be a number from 0'],
    [
      'vmops/lockingDocument',
      { ...place, position: { line: -1, character: 0 } },
      'position.line has to be a number from 0',
    ],
    [
      'vmops/lockingDocument',
      { ...place, position: { line: 0, character: '0' } },
      'position.character has to be a number from 0',
    ],
    ['vmops/tables', { check: 'yes' }, 'check has to be true, false or absent'],
  ] as const)
    expect(await answer(method, params)).toBe(`${method}: ${wrong}`);
  for (const [method, params] of [
    ['vmops/tables', undefined],
    ['vmops/tables', null],
    ['vmops/tables', {}],
    ['vmops/lockingDocument', place],
    ['vmops/changedHandlers', { folder: 'none of a file' }],
  ] as const)
    expect(await answer(method, params)).toBe('an answer');
  await editor.leave();
});
