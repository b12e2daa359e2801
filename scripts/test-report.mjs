// SPDX-License-Identifier: GPL-2.0-only
// `npm run test:report`: writes the HTML report of the sample and uses it in Chromium as a reader would. `--images`
// also rewrites docs/images/report.png. `--page FILE` looks at another page, and only takes pictures of it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reportChecks } from '../test/report/reportChecks.mjs';
import { openPage, writeHostileTree } from '../test/report/reportPage.mjs';
import { projectRoot } from './install.mjs';
import { step } from './run.mjs';

const home = mkdtempSync(join(tmpdir(), 'vmops-report-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
process.exitCode = await main();

async function main() {
  const at = process.argv.indexOf('--page');
  if (at !== -1) return pictures(process.argv[at + 1]);
  step('editor', 'scripts/editor/install.mjs', [], { show: true });
  const sample = report('sample', join(projectRoot, 'test', 'sample'));
  const hostile = report('hostile', writeHostileTree(join(home, 'hostile-tree')));
  let failed = 0;
  for (const [name, check] of reportChecks({ sample, hostile })) {
    try {
      await check();
      console.log(`ok  ${name}`);
    } catch (error) {
      failed = 1;
      console.log(`NOT ok  ${name}: ${error.message}`);
    }
  }
  if (process.argv.includes('--images')) {
    const { page, close } = await openPage(sample, { colorScheme: 'light' });
    await page.waitForSelector('#grid tbody tr');
    await page.screenshot({ path: join(projectRoot, 'docs', 'images', 'report.png') });
    await close();
  }
  return failed;
}

function report(name, path) {
  const file = join(home, `${name}.html`);
  const command = join(projectRoot, 'server', 'bin', 'vmops.js');
  const result = spawnSync(process.execPath, [command, 'report', '--quiet', '--html', file, path], {
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`vmops report ended with ${result.status}: ${result.stderr}`);
  return file;
}

async function pictures(file) {
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await openPage(file, { colorScheme });
    await page.waitForSelector('#grid tbody tr');
    await page.screenshot({ path: `${file}.${colorScheme}.png` });
    for (const id of ['findings', 'handlers', 'mappings', 'documentation', 'release']) {
      await page.evaluate((part) => {
        const section = document.getElementById(part);
        for (const details of [...section.querySelectorAll('details')].slice(0, 3)) details.open = true;
        section.scrollIntoView();
      }, id);
      await page.screenshot({ path: `${file}.${colorScheme}.${id}.png` });
    }
    await close();
  }
  return 0;
}
