// SPDX-License-Identifier: GPL-2.0-only
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot, vmops } from './vmops.ts';

/** A copy of the sample tree that is large enough to be remembered, and a cache folder of its own. */
function largeTree(): { tree: string; cache: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tree = join(folder, 'linux');
  cpSync(join(projectRoot, 'test/sample'), tree, { recursive: true });
  for (let n = 0; n < 60; n++) writeFileSync(join(tree, `drivers/frame/user${n}.c`), 'extern int vm_ops;\n');
  return { tree, cache: join(folder, 'cache') };
}

function lint({ tree, cache }: { tree: string; cache: string }, ...options: string[]) {
  return vmops(['lint', '--quiet', ...options, '.'], { cwd: tree, env: { XDG_CACHE_HOME: cache } });
}

test('a run that remembers the last one says what a run without memory says', async () => {
  const place = largeTree();
  await settle(place.tree);
  const fresh = lint(place, '--no-cache');
  expect(fresh.stdout).toContain('[pfn-mkwrite-return]');
  expect(existsSync(place.cache)).toBe(false);
  expect(lint(place)).toEqual(fresh);
  expect(runsIn(place)).toHaveLength(1);
  expect(lint(place)).toEqual(fresh);
});

test('what has changed since is seen', () => {
  const place = largeTree();
  const { stdout: before } = lint(place);
  writeFileSync(
    join(place.tree, 'drivers/new.c'),
    'static struct vm_operations_struct new_vm_ops = {\n\t.nopage = NULL,\n};\n',
  );
  const { stdout: after } = lint(place);
  expect(after).toContain('drivers/new.c:2:3: error: ');
  expect(after.startsWith(before.slice(0, before.indexOf('\n')))).toBe(true);
  expect(lint(place, '--no-cache').stdout).toBe(after);
});

/** Waits until the last change of a tree lies so far behind that no later one can look the same. */
async function settle(tree: string): Promise<void> {
  const changes = readdirSync(tree, { recursive: true, encoding: 'utf8' }).map(
    (path) => lstatSync(join(tree, path)).ctimeMs,
  );
  const last = Math.max(...changes);
  while (Date.now() < last + 200) await new Promise((resolve) => setTimeout(resolve, 20));
}

function runsIn({ cache }: { cache: string }): string[] {
  const folder = join(cache, 'vmops/runs');
  return existsSync(folder) ? readdirSync(folder) : [];
}

test('a run over a tree that has not changed is not made again, and says the same in every format', async () => {
  const place = largeTree();
  await settle(place.tree);
  const formats = ['text', 'json', 'sarif', 'gitlab'];
  const say = (format: string, ...more: string[]) => {
    const { stdout, ...rest } = vmops(['lint', '--verbose', '--format', format, ...more, '.'], {
      cwd: place.tree,
      env: { XDG_CACHE_HOME: place.cache },
    });
    const timeless = stdout.replace(/"milliseconds": \d+|\d+\.\d+ s\)|time="[^"]*"/g, 'TIME');
    return { ...rest, stdout: timeless };
  };
  const fresh = formats.map((format) => say(format, '--no-cache'));
  expect(runsIn(place)).toEqual([]);
  expect(say('text')).toEqual(fresh[0]);
  expect(runsIn(place)).toHaveLength(1);
  expect(formats.map((format) => say(format))).toEqual(fresh);
  expect(runsIn(place)).toHaveLength(1);
});

test('every kind of edit is seen, and the tree before it is remembered', async () => {
  const place = largeTree();
  await settle(place.tree);
  const first = lint(place);
  const handler = join(place.tree, 'drivers/frame/frame.c');
  const before = readFileSync(handler, 'utf8');
  const edits: (() => void)[] = [
    () => writeFileSync(handler, `\n\n${before}`),
    () => writeFileSync(join(place.tree, 'vmops.toml'), '[rules]\npfn-mkwrite-return = "off"\n'),
    () => writeFileSync(join(place.tree, 'drivers/vmops.toml'), '[rules]\npfn-mkwrite-return = "error"\n'),
    () => {
      const makefile = join(place.tree, 'Makefile');
      writeFileSync(makefile, readFileSync(makefile, 'utf8').replace(/^PATCHLEVEL = .*/m, 'PATCHLEVEL = 1'));
    },
    () => rmSync(handler),
  ];
  const said = new Set([first.stdout]);
  for (const edit of edits) {
    edit();
    await settle(place.tree);
    const fresh = lint(place, '--no-cache');
    said.add(fresh.stdout);
    expect(lint(place)).toEqual(fresh);
    expect(lint(place)).toEqual(fresh);
  }
  expect(said.size).toBeGreaterThan(3);
  // Two of the edits are to C files, and the first run: the other files are told apart within what is kept.
  expect(runsIn(place)).toHaveLength(3);
});

test('what is kept of a run is cut, damaged or of nobody: the run is made', async () => {
  const place = largeTree();
  await settle(place.tree);
  const fresh = lint(place);
  const [name] = runsIn(place) as [string];
  const path = join(place.cache, 'vmops/runs', name);
  const good = readFileSync(path, 'utf8');
  for (const bad of ['', '{}', good.slice(0, good.length >> 1), good.replace('error', 'errof'), `${good} `]) {
    writeFileSync(path, bad);
    expect(lint(place)).toEqual(fresh);
    expect(readFileSync(path, 'utf8')).not.toBe(bad);
  }
});

test('an edit that a run has nothing to do with makes no new one, whatever else it would have', async () => {
  const place = largeTree();
  const write = (path: string, text: string | null) => {
    if (text === null) rmSync(join(place.tree, path), { force: true });
    else writeFileSync(join(place.tree, path), text);
  };
  for (let n = 0; n < 20; n++) write(`drivers/other${n}.c`, `int other${n}(void)\n{\n\treturn ${n};\n}\n`);
  await settle(place.tree);
  expect(lint(place)).toEqual(lint(place, '--no-cache'));
  const table = 'static const struct vm_operations_struct z_vm_ops = {\n\t.nopage = NULL,\n};\n';
  // What is random is told by a number, so that a failure can be seen again.
  let seed = 11;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const kinds = [
    (path: string) => write(path, `int other(void)\n{\n\treturn ${random(1000)};\n}\n`),
    (path: string) => write(path, null),
    (path: string) => write(path, table),
    (path: string) =>
      write(path, `vm_fault_t frame_fault${random(3)}(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n`),
    () => write('drivers/frame/user3.c', `extern int vm_ops; /* ${random(1000)} */\n`),
  ];
  for (let round = 0; round < 6; round++) {
    kinds[random(kinds.length)]?.(`drivers/other${random(25)}.c`);
    await settle(place.tree);
    expect({ round, ...lint(place) }).toEqual({ round, ...lint(place, '--no-cache') });
  }
}, 120_000);

test('a file that was read is as it was, or has a remark behind its end: the run is not made again', async () => {
  const place = largeTree();
  const handler = join(place.tree, 'drivers/frame/frame.c');
  const before = readFileSync(handler, 'utf8');
  await settle(place.tree);
  const first = lint(place);
  const [kept] = runsIn(place) as [string];
  const length = Buffer.byteLength(before);
  for (const remark of ['', '\n\n', '/* a remark\n * of two lines */\n', '// another\n']) {
    writeFileSync(handler, `${before}${remark}`);
    await settle(place.tree);
    expect(lint(place)).toEqual(first);
    // What is kept is still of the file as the run read it.
    for (const run of new Set([kept, ...runsIn(place)]))
      expect(readFileSync(join(place.cache, 'vmops/runs', run), 'utf8')).toContain(
        `["drivers/frame/frame.c",[${length},`,
      );
  }
  for (const code of [
    'int more;\n',
    '/* vmops: allow(no-such-rule) why */\n',
    '/* not closed\n',
    '/*\nstruct vm_operations_struct\n*/\n',
    '// caf\u00e9\n',
  ]) {
    writeFileSync(handler, `${before}${code}`);
    await settle(place.tree);
    expect(lint(place)).toEqual(lint(place, '--no-cache'));
  }
});

test('a tree that changes while it is read is not remembered', () => {
  const place = largeTree();
  utimesSync(join(place.tree, 'Makefile'), new Date(), new Date(Date.now() + 60_000));
  const fresh = lint(place);
  expect(runsIn(place)).toEqual([]);
  expect(lint(place)).toEqual(fresh);
});

test('after an edit of what was read, only what it reaches is linted, and the report is that of a whole run', async () => {
  const place = largeTree();
  const handler = join(place.tree, 'drivers/frame/frame.c');
  const table = 'static const struct vm_operations_struct z_vm_ops = {\n\t.nopage = NULL,\n};\n';
  const before = readFileSync(handler, 'utf8');
  const wholeRuns = () => readdirSync(join(place.cache, 'vmops/texts'));
  await settle(place.tree);
  lint(place);
  const [first] = wholeRuns();
  for (const text of [
    `\n\n${before}`,
    `${before}\nint more;\n`,
    `${before}\n${table}`,
    before.replaceAll('return VM_FAULT_NOPAGE;', 'return -EAGAIN;'),
    before.replaceAll('VM_FAULT_SIGBUS', '-EFAULT'),
    '/* nothing is left */\n',
    before,
  ]) {
    writeFileSync(handler, text);
    await settle(place.tree);
    const fresh = lint(place, '--no-cache');
    const kept = runsIn(place).length;
    expect({ text, ...lint(place) }).toEqual({ text, ...fresh });
    expect(runsIn(place)).toHaveLength(kept + 1);
    expect(lint(place)).toEqual(fresh);
    expect(runsIn(place)).toHaveLength(kept + 1);
    expect(wholeRuns()).toEqual([first]);
  }
  // A header may give every file another meaning.
  const header = join(place.tree, 'include/linux/vmops_more.h');
  mkdirSync(dirname(header), { recursive: true });
  writeFileSync(header, 'struct vm_operations_struct;\n');
  await settle(place.tree);
  expect(lint(place)).toEqual(lint(place, '--no-cache'));
  expect(wholeRuns()).toHaveLength(2);
}, 60_000);

test('a file is linted anew after each edit with what its last run was told, and the report is that of a whole run', async () => {
  const place = largeTree();
  const handler = join(place.tree, 'drivers/frame/frame.c');
  const before = readFileSync(handler, 'utf8');
  const header = join(place.tree, 'drivers/frame/more.h');
  const one = (...options: string[]) =>
    vmops(['lint', '--quiet', '--severity', 'information', ...options, 'drivers/frame/frame.c'], {
      cwd: place.tree,
      env: { XDG_CACHE_HOME: place.cache },
    });
  await settle(place.tree);
  expect(one()).toEqual(one('--no-cache'));
  for (const edit of [
    () => writeFileSync(handler, `${before}\nint more;\n`),
    () => writeFileSync(handler, before.replaceAll('return VM_FAULT_NOPAGE;', 'return -EAGAIN;')),
    () => writeFileSync(handler, before.replaceAll('frame_', 'other_')),
    () => writeFileSync(handler, `#include "more.h"\n${before}`),
    () => writeFileSync(header, '#define VM_FAULT_NOPAGE VM_FAULT_LOCKED\n'),
    () => writeFileSync(header, ''),
    () => writeFileSync(handler, before),
  ]) {
    edit();
    await settle(place.tree);
    expect(one()).toEqual(one('--no-cache'));
  }
}, 60_000);
