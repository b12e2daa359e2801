// SPDX-License-Identifier: GPL-2.0-only
// Installs the dependencies when they are missing or not those of package-lock.json.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs `npm ci` if needed; prints npm's own words only when it fails. Ends the process with 2 then. */
export function ensureInstalled() {
  if (isInstalled()) return;
  process.stderr.write('vmops: installing dependencies (once)\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (result.status === 0) return;
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  process.stderr.write('vmops: the dependencies could not be installed: "npm ci" failed as shown above\n');
  process.exit(2);
}

/** True when every package that this platform needs is there in the locked version. */
function isInstalled() {
  const installedPath = join(projectRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath)) return false;
  const installed = readPackages(installedPath);
  return Object.entries(readPackages(join(projectRoot, 'package-lock.json'))).every(([path, locked]) => {
    const present = installed[path];
    if (path === '' || (present === undefined && locked.optional)) return true;
    return present?.version === locked.version && existsSync(join(projectRoot, path));
  });
}

function readPackages(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
