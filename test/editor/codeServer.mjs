// SPDX-License-Identifier: GPL-2.0-only
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
  'telemetry.telemetryLevel': 'off',
  'editor.minimap.enabled': false,
  // As the kernel has it.
  'editor.tabSize': 8,
  'editor.detectIndentation': false,
  'editor.hover.delay': 100,
  'files.autoSave': 'off',
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
};
/** A folder that is not trusted is opened in restricted mode, without a question. */
const ASKS_FOR_TRUST = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};
const ENTRY = join(codeServerFolder, 'out', 'node', 'entry.js');
const STARTS_MS = 60_000;
const ENDS_MS = 5_000;

/** Where one editor below `home` keeps its own. */
function foldersOf(home) {
  return {
    data: join(home, 'data'),
    extensions: join(home, 'extensions'),
    config: join(home, 'config.yaml'),
  };
}

function command(home) {
  const { data, extensions, config } = foldersOf(home);
  return {
    args: [ENTRY, '--config', config, '--user-data-dir', data, '--extensions-dir', extensions],
    env: { ...process.env, XDG_CACHE_HOME: join(home, 'cache') },
  };
}

/** Installs a package below `home`; returns the folder that it was unpacked into. */
export function installExtension(home, vsix) {
  const { args, env } = command(home);
  const run = spawnSync(editorNode, [...args, '--install-extension', vsix], { env, encoding: 'utf8' });
  const { extensions } = foldersOf(home);
  const folder = existsSync(extensions) && readdirSync(extensions).find((name) => name.startsWith('vmops.'));
  if (run.status !== 0 || !folder)
    throw new Error(`the package does not install: ${run.stdout}${run.stderr}`);
  return join(extensions, folder);
}

/**
 * Starts the editor's server; `trusts` takes every folder for trusted. `urlOf` gives the address of the workbench on a folder or a workspace, `log` what extensions said, and
 * `stop` ends it with all that it started.
 */
export async function startCodeServer(home, { trusts = true } = {}) {
  const { data } = foldersOf(home);
  const settings = { ...SETTINGS, ...(trusts ? {} : ASKS_FOR_TRUST) };
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User', 'settings.json'), JSON.stringify(settings));
  const port = await freePort();
  const { args, env } = command(home);
  const address = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`];
  const quiet = ['--disable-telemetry', '--disable-update-check'];
  if (trusts) quiet.push('--disable-workspace-trust');
  // A process group of its own, so that what it starts ends with it.
  const child = spawn(editorNode, [...args, ...address, ...quiet], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (signal) => signalGroup(child.pid, signal);
  const killAtExit = () => kill('SIGKILL');
  process.once('exit', killAtExit);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
  const stop = async () => {
    kill('SIGTERM');
    for (const deadline = Date.now() + ENDS_MS; kill(0) && Date.now() < deadline; ) await moment();
    kill('SIGKILL');
    process.off('exit', killAtExit);
  };
  const url = `http://127.0.0.1:${port}/`;
  try {
    await answers(url, child);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${said}${readLogs(join(data, 'logs'))}`);
  }
  return {
    urlOf: (path) =>
      `${url}?${path.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(path)}`,
    log: () => `${said}${readLogs(join(data, 'logs'))}`,
    stop,
  };
}

/** Signals a process group; false when there is none any more. */
function signalGroup(pid, signal) {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
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

function moment() {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

async function answers(url, child) {
  for (const deadline = Date.now() + STARTS_MS; Date.now() < deadline; ) {
    if (child.exitCode !== null) throw new Error(`code-server ended with ${child.exitCode}`);
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await moment();
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
