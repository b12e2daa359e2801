// SPDX-License-Identifier: GPL-2.0-only
/** Where this package is installed. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: two above the bundle, three above this source file. */
export function packageRoot(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}
