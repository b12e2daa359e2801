// SPDX-License-Identifier: GPL-2.0-only
/** The settings of hints and lenses. */
import { expect, test } from 'vitest';
import { inlayHints } from '../../server/src/lsp/features/hints.ts';
import { codeLenses } from '../../server/src/lsp/features/lenses.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { SAMPLE } from './client.ts';

const FLAT = 'fs/flatfs/file.c';
const ALL = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };

async function shown(raw: object): Promise<{ hints: string[]; lenses: string[] }> {
  const settings = readSettings(raw);
  const session = new Session(SAMPLE, true, settings);
  await session.load(new AbortController().signal, () => {});
  return {
    hints: inlayHints(session, FLAT, ALL, settings.inlayHints).map(({ label }) => String(label)),
    lenses: codeLenses(session, FLAT, settings.codeLens).map(({ command }) => command?.title ?? ''),
  };
}

test('everything is shown without settings, and with such that are no settings', async () => {
  const usual = await shown({});
  expect(usual.hints.some((hint) => hint.startsWith('→ '))).toBe(true);
  expect(usual.hints.some((hint) => hint.includes('lock'))).toBe(true);
  expect(usual.hints.every((hint) => hint.length <= 43)).toBe(true);
  expect(usual.lenses).toContain('fault of 2 tables');
  for (const inlayHints of [7, 'no', [], null, { maxLength: 'long' }])
    expect(await shown({ inlayHints, codeLens: inlayHints })).toEqual(usual);
});

test('all of them, or a part, can be turned off', async () => {
  expect(await shown({ inlayHints: false, codeLens: false })).toEqual({ hints: [], lenses: [] });
  expect(await shown({ inlayHints: { enable: false }, codeLens: { enable: false } })).toEqual({
    hints: [],
    lenses: [],
  });
  const { hints } = await shown({ inlayHints: { locks: { enable: false } } });
  expect(hints.length).toBeGreaterThan(0);
  expect(hints.filter((hint) => !hint.startsWith('→ ') || hint.includes('lock'))).toEqual([]);
  const locks = await shown({ inlayHints: { results: { enable: false } } });
  expect(locks.hints.filter((hint) => hint.includes('→'))).toEqual([]);
  const ofTables = await shown({ codeLens: { tables: { enable: false }, mappings: { enable: false } } });
  expect(ofTables.lenses.length).toBeGreaterThan(0);
  expect(ofTables.lenses.filter((lens) => !lens.startsWith('installed by'))).toEqual([]);
  const ofMappings = await shown({ codeLens: { tables: { enable: false }, installers: { enable: false } } });
  expect(ofMappings.lenses).toEqual(['maps: may be private, may be written, may grow']);
});

test('no hint is longer than is wanted, nor than 60 characters', () => {
  const lengthOf = (maxLength: number) => readSettings({ inlayHints: { maxLength } }).inlayHints.maxLength;
  expect([5, 30, 600].map(lengthOf)).toEqual([10, 30, 60]);
});
