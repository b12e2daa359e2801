// `npm run test:editor`: packages the extension, installs it into a real VS Code (code-server) and uses it as a user
// would, in Chromium. `--images` also rewrites the screenshots in docs/images.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from '../test/editor/checks.mjs';
import { startCodeServer } from '../test/editor/codeServer.mjs';
import { openWorkbench } from '../test/editor/workbench.mjs';
import { projectRoot } from './install.mjs';
import { step } from './run.mjs';

/** What a marketplace page and a slow line can bear. */
const MOST_BYTES = 8 * 1024 * 1024;

const takesImages = process.argv.includes('--images');
const home = mkdtempSync(join(tmpdir(), 'vmops-editor-'));
process.exitCode = await main().finally(() => rmSync(home, { recursive: true, force: true }));

async function main() {
  step('editor', 'scripts/editor/install.mjs', [], { show: true });
  const vsix = join(home, 'vmops.vsix');
  step('package', 'scripts/package.mjs', ['--out', vsix]);
  const { size } = statSync(vsix);
  if (size > MOST_BYTES) return fail(`the package has ${size} bytes, more than ${MOST_BYTES}`);
  const folder = join(home, 'linux');
  cpSync(join(projectRoot, 'test', 'sample'), folder, { recursive: true });
  const server = await startCodeServer(home, vsix, folder);
  try {
    return await runChecks(server);
  } finally {
    server.stop();
    spawnSync('pkill', ['-f', home]);
  }
}

async function runChecks(server) {
  const { page, close } = await openWorkbench(server.url);
  const images = takesImages ? join(projectRoot, 'docs', 'images') : home;
  mkdirSync(images, { recursive: true });
  const shoot = (name) => page.screenshot({ path: join(images, `${name}.png`) });
  try {
    for (const [title, check] of checks) {
      try {
        await check(page, shoot);
        process.stdout.write(`ok  ${title}\n`);
      } catch (error) {
        await page.screenshot({ path: join(tmpdir(), 'vmops-editor-failure.png') });
        process.stderr.write(`${server.log()}\n`);
        return fail(`${title}: ${error instanceof Error ? error.message : error}`);
      }
    }
    return 0;
  } finally {
    await close();
  }
}

function fail(text) {
  process.stderr.write(`test:editor: ${text}\n`);
  return 1;
}
