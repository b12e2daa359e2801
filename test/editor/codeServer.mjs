/** Starts a VS Code (code-server) with the packaged extension in folders of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { codeServerFolder, editorNode } from '../../scripts/editor/paths.mjs';

/** What keeps the workbench calm, and its screenshots alike. */
const SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
};
const ENTRY = join(codeServerFolder, 'out', 'node', 'entry.js');

/** Installs the package below `home` and starts the server on `folder`; `stop` ends it, `log` is what extensions said. */
export async function startCodeServer(home, vsix, folder) {
  const data = join(home, 'data');
  const folders = ['--user-data-dir', data, '--extensions-dir', join(home, 'extensions')];
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(SETTINGS));
  const env = { ...process.env, XDG_CACHE_HOME: join(home, 'cache') };
  const installed = spawnSync(editorNode, [ENTRY, ...folders, '--install-extension', vsix], {
    env,
    encoding: 'utf8',
  });
  if (installed.status !== 0) throw new Error(`the package does not install: ${installed.stderr}`);
  const port = await freePort();
  const args = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry'];
  const quiet = ['--disable-update-check', '--disable-workspace-trust'];
  const child = spawn(editorNode, [ENTRY, ...folders, ...args, ...quiet, folder], { env, stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`;
  await answers(url, child);
  return { url, stop: () => child.kill(), log: () => readLogs(join(data, 'logs')) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url, child) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('code-server does not answer');
}

/** The logs of the extension host, where an extension that does not start says why. */
function readLogs(folder) {
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true })
    .filter((path) => /remoteexthost\.log$|vmops\.log$/.test(path))
    .map((path) => `== ${path}\n${readFileSync(join(folder, path), 'utf8')}`)
    .join('\n');
}
