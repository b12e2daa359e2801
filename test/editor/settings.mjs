// SPDX-License-Identifier: GPL-2.0-only
/** Settings of the sample's folder. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes settings of the folder; null takes them away. */
export function setSettings(home, settings) {
  const folder = join(home, 'linux', '.vscode');
  if (settings === null) rmSync(folder, { recursive: true, force: true });
  else {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings));
  }
}
