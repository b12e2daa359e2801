// SPDX-License-Identifier: GPL-2.0-only
// `npm run test:neovim`: uses the language server from Neovim, on a copy of the sample.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './install.mjs';
import { step } from './run.mjs';

const LIMIT_MS = 120_000;

step('build', 'esbuild.mjs');
const home = mkdtempSync(join(tmpdir(), 'vmops-neovim-'));
try {
  const tree = join(home, 'linux');
  cpSync(join(projectRoot, 'test', 'sample'), tree, { recursive: true });
  const command = [process.execPath, join(projectRoot, 'server', 'bin', 'vmops.js'), 'lsp', '--stdio'];
  const lua = (name) => ['-c', `luafile ${join(projectRoot, 'test', 'neovim', name)}`];
  const settings = join(home, 'settings.lua');
  const quoted = command.map((word) => JSON.stringify(word)).join(', ');
  writeFileSync(
    settings,
    `vim.g.vmops_command = { ${quoted} }\nvim.g.vmops_root = ${JSON.stringify(tree)}\n`,
  );
  const args = [
    '--headless',
    '--clean',
    '-c',
    `luafile ${settings}`,
    ...lua('attach.lua'),
    ...lua('check.lua'),
  ];
  const env = { ...process.env, XDG_CACHE_HOME: join(home, 'cache') };
  const run = spawnSync('nvim', args, { cwd: tree, env, stdio: 'inherit', timeout: LIMIT_MS });
  if (run.error) process.stderr.write(`test:neovim: ${run.error.message}\n`);
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}
