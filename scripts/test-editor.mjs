// SPDX-License-Identifier: GPL-2.0-only
// `npm run test:editor`: packages the extension, installs it into a real VS Code (code-server) and uses it as a user
// would, in Chromium: on the sample, and on a real kernel tree where the corpus has been fetched. `--images` also
// rewrites the screenshots in docs/images, all of the sample.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { changeChecks, checkoutOf, KERNEL_CHANGE, partsOf, SAMPLE_CHANGE } from '../test/editor/change.mjs';
import { clientChecks } from '../test/editor/clients.mjs';
import { installExtension, startCodeServer } from '../test/editor/codeServer.mjs';
import { featureChecks } from '../test/editor/features.mjs';
import { kernelChecks } from '../test/editor/kernel.mjs';
import { kernelPageChecks } from '../test/editor/kernelPages.mjs';
import { kernelWritingChecks, workspaceOf } from '../test/editor/kernelWriting.mjs';
import { EMPTY, emptyChecks, MODULE, moduleChecks } from '../test/editor/modules.mjs';
import { checkPackage } from '../test/editor/package.mjs';
import { sampleChecks } from '../test/editor/sample.mjs';
import { checkTargets } from '../test/editor/targets.mjs';
import { trustChecks } from '../test/editor/trust.mjs';
import { openWorkbench } from '../test/editor/workbench.mjs';
import { writingChecks } from '../test/editor/writing.mjs';
import { treeFolder } from './cache.mjs';
import { projectRoot } from './install.mjs';
import { step } from './run.mjs';

/** The series whose tree is opened. */
const SERIES = '6.12';

/** `--only PART`: for who works on that part of the tests. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
const takesImages = process.argv.includes('--images');
const home = mkdtempSync(join(tmpdir(), 'vmops-editor-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
process.exitCode = await main().catch((error) => fail(error instanceof Error ? error.message : `${error}`));

async function main() {
  step('editor', 'scripts/editor/install.mjs', [], { show: true });
  const vsix = join(home, 'vmops.vsix');
  step('package', 'scripts/package.mjs', ['--out', vsix]);
  const unpacked = installExtension(home, vsix);
  checkPackage(vsix, unpacked, readdirSync(join(projectRoot, 'docs', 'rules')).sort());
  say('ok  the package holds what it should');
  if (only === undefined || only === 'targets') {
    checkTargets(home);
    say('ok  the package of each platform has its parsers alone');
  }
  const onSample = (server, checks) => runChecks(server, newSample(), checks);
  const failures = await withServer({}, async (server) => {
    const parts = {
      sample: () => onSample(server, sampleChecks),
      features: () => onSample(server, featureChecks),
      writing: () => onSample(server, writingChecks),
      alone: () => runAlone(server),
      change: () => runChange(server, newSample(), SAMPLE_CHANGE),
      kernel: () => onKernel(server, kernelChecks),
      pages: () => onKernel(server, kernelPageChecks),
      kernelChange: () =>
        withKernel((tree) => runChange(server, partsOf(tree, home), KERNEL_CHANGE, { ofKernel: true })),
      clients: () => withKernel((tree) => runClients(tree)),
      handlers: () => onKernel(server, kernelWritingChecks, (tree) => workspaceOf(tree, home)),
    };
    for (const [name, run] of Object.entries(parts)) {
      if (only !== undefined && name !== only) continue;
      const failed = await twice(name, run);
      if (failed) return failed;
    }
    return 0;
  });
  if (failures || only !== undefined) return failures;
  return withServer({ trusts: false }, (server) => twice('trust', () => onSample(server, trustChecks)));
}

/** Runs a part once more, from its beginning, when it fails: a workbench has races of its own. Both runs are told. */
async function twice(name, run) {
  if ((await run()) === 0) return 0;
  say(`--  part "${name}" failed; it is run once more, in a new window`);
  return run();
}

/** The sample as it is in the repository; returns its folder. */
function newSample() {
  const sample = join(home, 'linux');
  rmSync(sample, { recursive: true, force: true });
  cpSync(join(projectRoot, 'test', 'sample'), sample, { recursive: true });
  return sample;
}

async function withServer(options, use) {
  const server = await startCodeServer(home, options);
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

/** A change in a git checkout of a tree. */
function runChange(server, tree, change, options = {}) {
  const copy = join(home, `change-of-${basename(tree)}`);
  rmSync(copy, { recursive: true, force: true });
  const folder = checkoutOf(tree, copy, change);
  return runChecks(server, folder, changeChecks(folder, change), options);
}

/** Without a workbench: other clients of the server. */
async function runClients(tree) {
  for (const [title, check] of clientChecks(tree, expected(), home)) {
    try {
      await check();
      say(`ok  ${title}`);
    } catch (error) {
      return fail(`${title}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return 0;
}

async function withKernel(run) {
  const tree = treeFolder(SERIES);
  if (existsSync(tree)) return run(tree);
  say(`--  not checked on a real kernel tree: ${tree} does not exist, "npm run corpus" fetches it`);
  return 0;
}

/** Opens the tree, or what `openedFor` makes of it. */
function onKernel(server, checksFor, openedFor = (tree) => tree) {
  return withKernel((tree) => checkKernel(server, tree, checksFor, openedFor));
}

function checkKernel(server, tree, checksFor, openedFor) {
  return runChecks(server, openedFor(tree), checksFor(tree, expected()), { ofKernel: true });
}

/** The findings that the corpus has for the tree. */
function expected() {
  return JSON.parse(readFileSync(join(projectRoot, 'test', 'corpus', `expected-${SERIES}.json`), 'utf8'));
}

/** A module outside of a tree, and a folder with C that has no ops table. */
async function runAlone(server) {
  const folders = { module: join(home, 'module'), empty: join(home, 'empty') };
  for (const [name, folder] of Object.entries(folders)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.c`), name === 'module' ? MODULE : EMPTY);
  }
  return (
    (await runChecks(server, folders.module, moduleChecks)) ||
    (await runChecks(server, folders.empty, emptyChecks))
  );
}

/** Pictures for the docs are of the sample alone: nothing of a kernel's text goes into this repository. */
async function runChecks(server, folder, checks, { ofKernel = false } = {}) {
  const { page, close } = await openWorkbench(server.urlOf(folder));
  const images = takesImages && !ofKernel ? join(projectRoot, 'docs', 'images') : home;
  mkdirSync(images, { recursive: true });
  const shoot = (name) => page.screenshot({ path: join(images, `${name}.png`), animations: 'disabled' });
  try {
    for (const [title, check] of checks) {
      try {
        await check(page, shoot, home);
        say(`ok  ${title}`);
      } catch (error) {
        const picture = join(tmpdir(), 'vmops-editor-failure.png');
        await page.screenshot({ path: picture });
        process.stderr.write(`${server.log()}\n`);
        return fail(`${title}: ${error instanceof Error ? error.message : error}\nsee ${picture}`);
      }
    }
    return 0;
  } finally {
    await close();
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`test:editor: ${text}\n`);
  return 1;
}
