// SPDX-License-Identifier: GPL-2.0-only
/** What `lint --commits` remembers of commits. */
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { waitForClock } from './clock.ts';
import { LEAK, NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

interface Told {
  introduced: { rule: string; line: number; path: unknown[] }[];
  fixed: { rule: string; line: number }[];
}

/** A repository with three commits, and a way to look at them with a cache. */
function checked() {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-cache-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: do not unlock twice');
  repository.edit('README.md', '# ', '# A ');
  repository.commit('README: a word');
  repository.edit(PAGEFS, NO_UNLOCK, UNLOCK);
  repository.commit('pagefs: unlock again');
  const run = (cwd = repository.root, ...options: string[]) => {
    waitForClock();
    const args = ['lint', '--commits', 'base..HEAD', '--format', 'json', '--fail-on', 'never', ...options];
    const { stdout, stderr } = vmops(args, { cwd });
    expect(stderr).toBe('');
    return JSON.parse(stdout).commits as Told[];
  };
  /** The files of runs, with when they were written. */
  const written = () =>
    readdirSync(join(folder, 'commits')).map((name) => statSync(join(folder, 'commits', name)).mtimeMs);
  return {
    repository,
    folder,
    written,
    run: (cwd?: string) => run(cwd, '--cache', folder),
    fresh: () => run(undefined, '--no-cache'),
  };
}

const rules = (commits: Told[]) =>
  commits.map(({ introduced, fixed }) => [introduced.map(({ rule }) => rule), fixed.map(({ rule }) => rule)]);

const FOUND = [
  [[LEAK[0]], []],
  [[], []],
  [[], [LEAK[0]]],
];

test('commits are looked at once, and told as they were', () => {
  const { repository, written, run, fresh } = checked();
  const first = run();
  expect(rules(first)).toEqual(FOUND);
  expect(first).toEqual(fresh());
  const times = written();
  expect(times).toHaveLength(1);
  expect(run()).toEqual(first);
  writeFileSync(join(repository.root, 'fs/pagefs/untracked.c'), 'int untracked;\n');
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  expect(run()).toEqual(first);
  expect(written()).toEqual(times);
});

test('another checkout, and the same trees under other commits, are known', () => {
  const { repository, written, run } = checked();
  const first = run();
  const times = written();
  const clone = join(repository.root, 'clone');
  repository.git('clone', '-q', repository.root, clone);
  expect(run(clone)).toEqual(first);
  repository.git('commit', '-q', '--amend', '-m', 'pagefs: in other words');
  expect(rules(run())).toEqual(FOUND);
  expect(written()).toEqual(times);
});

test('a commit that came is looked at by itself', () => {
  const { repository, written, run, fresh } = checked();
  run();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: once more');
  const now = run();
  expect(rules(now)).toEqual([...FOUND, [[LEAK[0]], []]]);
  expect(now).toEqual(fresh());
  expect(written()).toHaveLength(2);
});

test('a configuration counts that came meanwhile', () => {
  const { repository, run } = checked();
  expect(rules(run())).toEqual(FOUND);
  writeFileSync(join(repository.root, 'fs/pagefs/vmops.toml'), '[rules]\npage-lock-leak = "off"\n');
  expect(rules(run())).toEqual([
    [[], []],
    [[], []],
    [[], []],
  ]);
});

test('what was kept and is broken is no hint', () => {
  const { folder, run } = checked();
  run();
  for (const name of readdirSync(join(folder, 'commits')))
    writeFileSync(join(folder, 'commits', name), 'x\n{"steps":{}}');
  expect(rules(run())).toEqual(FOUND);
});
