// SPDX-License-Identifier: GPL-2.0-only
/** The recipes of docs/review.md, run as they stand there. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../cli/vmops.ts';
import { tempTree } from '../io/tempTree.ts';
import { NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

const page = readFileSync(join(projectRoot, 'docs/review.md'), 'utf8');
const sample = join(projectRoot, 'test/sample');

/** The shell block of the page that has a text in it. */
function recipe(text: string): string {
  const found = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].filter(([block]) => block.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? '';
}

/** Runs a script with `vmops` on its path; returns its exit code and what it printed. */
function shell(script: string, cwd: string, env: NodeJS.ProcessEnv = {}, ...args: string[]) {
  const bin = tempTree({});
  const command = `exec ${process.execPath} ${join(projectRoot, 'server/bin/vmops.js')} "$@"`;
  writeFileSync(join(bin, 'vmops'), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', ...args], {
    cwd,
    env: { ...process.env, ...env, PATH: `${bin}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

test('two processes', () => {
  const cwd = tempTree({});
  expect(shell(recipe('--shard 2/2'), cwd, { TREE: sample })).toEqual({ code: 0, stdout: '', stderr: '' });
  shell('vmops lint --format json "$TREE" > whole.json', cwd, { TREE: sample });
  expect(json(join(cwd, 'all.json')).findings).toEqual(json(join(cwd, 'whole.json')).findings);
});

test('a Slurm array over a range: the tasks together are the range', () => {
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  const first = repository.commit('Break it');
  repository.edit(PAGEFS, NO_UNLOCK, UNLOCK);
  const second = repository.commit('Mend it');
  const cwd = tempTree({});
  for (const task of ['2', '1']) {
    const env = { SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_COUNT: '2', RANGE: 'base..HEAD' };
    const run = shell(recipe('SLURM_ARRAY'), cwd, { ...env, TREE: repository.root, OUT: cwd });
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' });
  }
  const merged = shell('vmops merge 2.json 1.json', cwd);
  const told = JSON.parse(merged.stdout).commits.map(
    ({ commit, introduced, fixed }: { commit: string; introduced: unknown[]; fixed: unknown[] }) => [
      commit,
      introduced.length,
      fixed.length,
    ],
  );
  expect(told).toEqual([
    [first, 1, 0],
    [second, 0, 1],
  ]);
  expect(shell('vmops merge 2.json', cwd)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'vmops: merge: part 1/2 is missing\n',
  });
});

test('the hook of git send-email reviews a series at its last mail, whatever is checked out', () => {
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, `${UNLOCK}\n/* one */`);
  repository.commit('Add a comment');
  repository.edit(PAGEFS, `${UNLOCK}\n/* one */`, `${NO_UNLOCK}\n/* one */`);
  repository.commit('Break it');
  const folder = join(repository.root, 'out');
  mkdirSync(folder);
  const names = repository.git('format-patch', '-o', folder, 'base..HEAD').trim().split('\n');
  const send = () =>
    names.map((name, at) =>
      shell(
        recipe('GIT_SENDEMAIL'),
        repository.root,
        { GIT_SENDEMAIL_FILE_COUNTER: `${at + 1}`, GIT_SENDEMAIL_FILE_TOTAL: `${names.length}` },
        name,
      ),
    );
  for (const checkedOut of ['base', 'master']) {
    repository.goTo(checkedOut);
    const [first, last] = send();
    expect(first).toEqual({ code: 0, stdout: '', stderr: '' });
    expect([last?.code, last?.stderr]).toEqual([1, '']);
    expect(last?.stdout).toMatch(/^\[PATCH 2\/2\] Break it\n.*\[page-lock-leak\]\n/);
  }
});

test('the hook of pre-commit stops what is new, and nothing else', () => {
  const repository = new SampleRepository();
  const run = () => shell(recipe('exec vmops lint --quiet --diff'), repository.root).code;
  expect(run()).toBe(0);
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  expect(run()).toBe(1);
});
