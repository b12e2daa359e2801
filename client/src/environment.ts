// SPDX-License-Identifier: GPL-2.0-only
/** The environment of what the extension runs. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where VS Code keeps its modules, from its own folder: packed applications have the native ones beside the archive. */
const MODULES = ['node_modules.asar.unpacked', 'node_modules'];

/**
 * Returns the variables to run vmops with on the editor's own Node. The editor's ripgrep searches trees many times
 * faster than JavaScript does, and the extension carries none.
 *
 * @param appRoot the editor's own folder, as `vscode.env.appRoot`
 */
export function environment(appRoot: string, exists = existsSync): Record<string, string> {
  const ripgrep = ripgrepPaths(appRoot).find((path) => exists(path));
  return { ELECTRON_RUN_AS_NODE: '1', ...(ripgrep === undefined ? {} : { VMOPS_RIPGREP: ripgrep }) };
}

function ripgrepPaths(appRoot: string): string[] {
  const { platform, arch } = process;
  const name = platform === 'win32' ? 'rg.exe' : 'rg';
  return MODULES.flatMap((modules) => [
    join(appRoot, modules, '@vscode', 'ripgrep', 'bin', name),
    join(appRoot, modules, '@vscode', 'ripgrep-universal', 'bin', `${platform}-${arch}`, name),
  ]);
}
