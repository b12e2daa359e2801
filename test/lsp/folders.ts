// SPDX-License-Identifier: GPL-2.0-only
/** Folders that tests may change, and that go away afterwards. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE } from './client.ts';

const folders: string[] = [];

/** An empty folder. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-lsp-'));
  folders.push(folder);
  return folder;
}

/** A copy of the sample tree. */
export function copyOfSample(): string {
  const folder = emptyFolder();
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
}

/** Removes what the two above made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
