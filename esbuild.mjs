// SPDX-License-Identifier: GPL-2.0-only
// Builds the two bundles: the command (server/out/vmops.cjs) and the extension (client/out/extension.cjs).
// `--sourcemap` adds source maps for a debugger.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { settings } from './scripts/bundling.mjs';
import { writeNotices } from './scripts/notices.mjs';
import { loweredSpreads, plainSpreads } from './scripts/spreads.mjs';

/** Stands in the bundle for its digest, and is as long. */
const BUILD_ID = '@build-id@'.padEnd(32, '-');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  ...settings,
  metafile: true,
  legalComments: 'none',
  sourcemap: process.argv.includes('--sourcemap'),
  supported: loweredSpreads,
};

await Promise.all([
  bundle('server/src/cli/main.ts', 'server/out/vmops.cjs'),
  bundle('client/src/extension.ts', 'client/out/extension.cjs'),
]);

/** Bundles a program, with the notices of the packages in it beside it. It knows a digest of itself. */
async function bundle(entry, outfile) {
  const define = { BUILD_ID: JSON.stringify(BUILD_ID) };
  const { metafile } = await build({ ...shared, define, entryPoints: [entry], outfile });
  const text = plainSpreads(readFileSync(outfile, 'utf8'));
  const id = createHash('sha256').update(text).digest('hex').slice(0, BUILD_ID.length);
  writeFileSync(outfile, ascii(text.replaceAll(BUILD_ID, id)));
  writeNotices(metafile, join(dirname(outfile), 'NOTICES.txt'));
}

/** What esbuild leaves as it is in comments and tagged templates: `bin/vmops.js` reads one byte a character. */
function ascii(text) {
  return text.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
