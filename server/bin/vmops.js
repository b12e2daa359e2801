#!/usr/bin/env node

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const bundle = join(__dirname, '..', 'out', 'vmops.cjs');
if (existsSync(bundle)) {
  require(bundle);
} else {
  process.stderr.write(`vmops: not built yet: run "npm start" once in ${join(__dirname, '..', '..')}\n`);
  process.exitCode = 2;
}
