// SPDX-License-Identifier: GPL-2.0-only
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a run that remembers the last one says what a run without memory says', () => {
  const place = largeTree();
  const fresh = lint(place, '--no-cache');
  expect(fresh.stdout).toContain('[pfn-mkwrite-return]');
  expect(existsSync(place.cache)).toBe(false);
  expect(lint(place)).toEqual(fresh);
  expect(existsSync(join(place.cache, 'vmops/searches'))).toBe(true);
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
