// SPDX-License-Identifier: GPL-2.0-only
// Writes the notices of the packages that a bundle holds, as their licences ask for.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';

/** Licences whose terms go together with GPL-2.0-only in one bundle. */
const COMPATIBLE = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0']);

/** Writes the notices of what `metafile` (esbuild's) took files from to `file`. */
export function writeNotices(metafile, file) {
  writeFileSync(file, notices(metafile));
}

/**
 * Returns name, version and licence text of each package that `metafile` took a file from.
 * Throws when a package has no licence that may be bundled.
 */
export function notices({ inputs }) {
  const folders = new Set(Object.keys(inputs).flatMap((path) => packageFolder(path) ?? []));
  const head = 'vmops is GPL-2.0-only. The bundle beside this file also holds these packages:';
  return [head, ...[...folders].sort().map(notice)].join('\n\n');
}

/** `node_modules/a/lib/x.js` belongs to `node_modules/a`, `node_modules/@b/c/x.js` to `node_modules/@b/c`. */
function packageFolder(path) {
  const parts = path.split('/');
  const at = parts.lastIndexOf('node_modules');
  if (at === -1) return undefined;
  return parts.slice(0, at + (parts[at + 1].startsWith('@') ? 3 : 2)).join('/');
}

function notice(folder) {
  const path = join(projectRoot, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  if (!COMPATIBLE.has(license)) throw new Error(`${name} is ${license}: it cannot be bundled`);
  const licence = readdirSync(path).find(
    (entry) => /^licen[cs]e/i.test(entry) && existsSync(join(path, entry)),
  );
  const text = licence ? readFileSync(join(path, licence), 'utf8').trim() : `Licence: ${license}`;
  return `==== ${name} ${version} (${license}) ====\n\n${text}\n`;
}
