#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-only

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');

// A run makes many short-lived states: a young generation that need not grow first saves a fifth of its time. It ends
// before most code is worth optimising: quick first code, and patience with the second, save a quarter of the CPU's.
setFlagsFromString('--min-semi-space-size=32');
setFlagsFromString('--max-semi-space-size=32');
setFlagsFromString('--always-sparkplug');
// Later versions of V8 have no such flag, and say so aloud.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=300000');

// A language server lives for days: its heap may grow by half of what lives in it before it is swept, not fourfold.
if (process.argv[2] === 'lsp') setFlagsFromString('--heap-growing-percent=50');

const bundle = join(__dirname, '..', 'out', 'vmops.cjs');
if (existsSync(bundle)) {
  require(bundle);
} else {
  process.stderr.write(`vmops: not built yet: run "npm start" once in ${join(__dirname, '..', '..')}\n`);
  process.exitCode = 2;
}
