// SPDX-License-Identifier: GPL-2.0-only
/** `vmops lint --diff` and `--commits` in the states that git checkouts come in. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { vmops } from '../cli/vmops.ts';
import { LEAK, NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

const FRAME = 'drivers/frame/frame.c';
const CONVERTED = '\t\treturn vmf_error(err);';
const RAW = '\t\treturn err; /* as it came */';
const ERRNO = ['errno-as-vm-fault', FRAME];

interface Brief {
  rule: string;
  file: string;
}

function lint(cwd: string, ...options: string[]) {
  const run = vmops(['lint', '--format', 'json', ...options], { cwd });
  const report = run.stdout === '' ? null : JSON.parse(run.stdout);
  const brief = (all: Brief[]) => all.map(({ rule, file }) => [rule, file]);
  return {
    code: run.code,
    stderr: run.stderr,
    findings: brief(report?.findings ?? []),
    commits: ((report?.commits ?? []) as { subject: string; introduced: Brief[]; fixed: Brief[] }[]).map(
      ({ subject, introduced, fixed }) => [subject, brief(introduced), brief(fixed)],
    ),
  };
}

const clean = { code: 0, stderr: '', findings: [], commits: [] };

/** Two commits on the sample: one that leaks the lock of a folio, one that mends it. */
function leakAndMend(): SampleRepository {
  const repository = new SampleRepository();
  repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
  repository.commit('pagefs: do not unlock twice');
  repository.edit(PAGEFS, NO_UNLOCK, UNLOCK);
  repository.commit('pagefs: unlock again');
  return repository;
}

describe('--diff', () => {
  test('finds in a module outside of a tree what stands below its top folder', () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'vmops-module-')));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const git = (...args: string[]) => execFileSync('git', ['-C', root, ...args]);
    git('init', '-q');
    git(
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@example.org',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'start',
    );
    mkdirSync(join(root, 'src/deep'), { recursive: true });
    const handler = (value: string) =>
      `#define * x\nvoid *(int);\nint *() { }\nstatic vm_fault_t a_fault(struct vm_fault *vmf)\n{\n\treturn ${value};\n}\nstatic const struct vm_operations_struct a_ops = { .fault = a_fault };\n`;
    writeFileSync(join(root, 'src/deep/a.c'), handler('-ENOMEM'));
    const found = [['errno-as-vm-fault', 'src/deep/a.c']];
    expect(lint(root, '--diff', '--kernel', '6.12')).toEqual({ ...clean, code: 1, findings: found });
    expect(lint(root, '--diff', 'HEAD', '--kernel', '6.12', 'src').code).toBe(1);
    expect(lint(join(root, 'src'), '--diff', 'HEAD', '--kernel', '6.12', 'deep/a.c').code).toBe(1);
    mkdirSync(join(root, 'other'));
    expect(lint(root, '--diff', 'HEAD', '--kernel', '6.12', 'other')).toEqual(clean);
    writeFileSync(join(root, 'src/deep/a.c'), handler('VM_FAULT_OOM'));
    expect(lint(root, '--diff', '--kernel', '6.12')).toEqual(clean);
  });

  test('has no word for what was there before', () => {
    const { root } = new SampleRepository();
    expect(lint(root, '--diff')).toEqual(clean);
    expect(lint(root, '--diff', 'base')).toEqual(clean);
  });

  test('tells what is not staged, what is staged, and what was committed since', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    const leak = { ...clean, code: 1, findings: [LEAK] };
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    expect(lint(root, '--diff')).toEqual(leak);
    repository.git('add', '-A');
    expect(lint(root, '--diff')).toEqual(leak);
    repository.commit('pagefs: do not unlock twice');
    expect(lint(root, '--diff')).toEqual(clean);
    expect(lint(root, '--diff', 'base')).toEqual(leak);
  });

  test('tells what stands in a file that git does not follow, unless it is told to ignore that', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    const copy = repository.read(PAGEFS).replace(UNLOCK, NO_UNLOCK).replaceAll('pagefs', 'otherfs');
    writeFileSync(join(root, 'fs/pagefs/other.c'), copy);
    expect(lint(root, '--diff')).toEqual({ ...clean, code: 1, findings: [[LEAK[0], 'fs/pagefs/other.c']] });
    writeFileSync(join(root, '.gitignore'), 'other.c\n');
    expect(lint(root, '--diff')).toEqual(clean);
  });

  test('carries findings along with a renamed file and moved lines', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    const filler = Array.from({ length: 60 }, (_, at) => `#define FRAME_BIT_${at} ${at}\n`).join('');
    repository.edit(FRAME, '#include <linux/mm.h>\n', `#include <linux/mm.h>\n\n${filler}`);
    expect(lint(root, '--diff')).toEqual(clean);
    repository.git('mv', FRAME, 'drivers/frame/grabber.c');
    expect(lint(root, '--diff')).toEqual(clean);
  });

  test('tells one of a kind from one that was there', () => {
    const repository = new SampleRepository();
    repository.edit(FRAME, CONVERTED, RAW);
    expect(lint(repository.root, '--diff').findings).toEqual([ERRNO]);
    repository.edit(FRAME, '\t\treturn err;\n', `${CONVERTED}\n`);
    expect(lint(repository.root, '--diff').findings).toEqual([ERRNO]);
  });

  test('compares with where a branch began, not with where its upstream is now', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    repository.edit(FRAME, '\t\treturn err;\n', `${CONVERTED}\n`);
    repository.commit('frame: convert the errno');
    repository.git('checkout', '-q', '-b', 'topic', 'base');
    repository.edit('README.md', '# ', '# A ');
    repository.commit('README: a word');
    expect(lint(root, '--diff', 'master')).toEqual(clean);
  });

  test('tells of a file whose name is no UTF-8, and goes on', () => {
    const repository = new SampleRepository();
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    const name = Buffer.concat([
      Buffer.from(join(repository.root, 'fs/pagefs/caf')),
      Buffer.from([0xe9, 0x2e, 0x63]),
    ]);
    writeFileSync(name, 'int cafe;\n');
    expect(lint(repository.root, '--diff')).toEqual({
      ...clean,
      code: 2,
      stderr: 'vmops: fs/pagefs/caf\ufffd.c: has a name that is no UTF-8\n',
      findings: [LEAK],
    });
  });

  test('does not follow replaced objects', () => {
    const repository = leakAndMend();
    repository.git('replace', 'HEAD~1', 'base');
    expect(lint(repository.root, '--commits', 'base..HEAD').commits.map(([, found]) => found)).toEqual([
      [LEAK],
      [],
    ]);
  });

  test('stays within the paths that are named', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.edit(FRAME, CONVERTED, RAW);
    expect(lint(root, '--diff', 'HEAD', 'drivers').findings).toEqual([ERRNO]);
    expect(lint(join(root, 'fs'), '--diff', 'HEAD', '.').findings).toEqual([LEAK]);
  });

  test('works in a linked work tree', () => {
    const repository = new SampleRepository();
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    repository.git('worktree', 'add', '-q', join(repository.root, '.linked'), 'HEAD');
    expect(lint(join(repository.root, '.linked'), '--diff', 'base').findings).toEqual([LEAK]);
    expect(lint(join(repository.root, '.linked'), '--commits', 'base..HEAD').commits).toEqual([
      ['pagefs: do not unlock twice', [LEAK], []],
    ]);
  });

  test('works while a rebase waits for a conflict to be resolved', () => {
    const repository = new SampleRepository();
    repository.edit(FRAME, 'A frame grabber: two tables', 'A grabber: two tables');
    repository.commit('frame: a word');
    repository.git('checkout', '-q', '-b', 'topic', 'base');
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    repository.edit(FRAME, 'A frame grabber: two tables', 'A camera: two tables');
    repository.commit('frame: another word');
    expect(() => repository.git('rebase', 'master')).toThrow();
    expect(repository.git('status', '--porcelain')).toBe(`UU ${FRAME}\n`);
    const torn = `vmops: ${FRAME}: has a conflict to resolve\n`;
    expect(lint(repository.root, '--diff', 'master')).toEqual({
      ...clean,
      code: 2,
      stderr: torn,
      findings: [LEAK],
    });
    const text = repository
      .read(FRAME)
      .replace(/<{7} .*\n[\s\S]*?={7}\n/, '')
      .replace(/>{7} .*\n/, '');
    writeFileSync(join(repository.root, FRAME), text);
    expect(repository.git('status', '--porcelain')).toBe(`UU ${FRAME}\n`);
    expect(lint(repository.root, '--diff', 'master')).toEqual({ ...clean, code: 1, findings: [LEAK] });
  });

  test('hears nothing of how the user has set git up', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    writeFileSync(join(root, '.gitattributes'), '*.c diff=loud\n');
    repository.commit('Attributes');
    for (const [key, value] of [
      ['diff.external', '/bin/false'],
      ['diff.loud.textconv', '/bin/false'],
      ['diff.loud.command', '/bin/false'],
      ['diff.noprefix', 'true'],
      ['diff.renames', 'false'],
      ['core.fsmonitor', '/bin/false'],
      ['core.quotePath', 'true'],
      ['color.ui', 'always'],
      ['log.showSignature', 'true'],
      ['diff.relative', 'true'],
      ['status.showUntrackedFiles', 'no'],
    ])
      repository.git('config', key as string, value as string);
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    expect(lint(join(root, 'fs'), '--diff').findings).toEqual([LEAK]);
    repository.commit('pagefs: do not unlock twice');
    expect(lint(root, '--commits', 'HEAD~1..HEAD').commits).toEqual([
      ['pagefs: do not unlock twice', [LEAK], []],
    ]);
  });

  test('writes nothing, not even to the index', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    // The same text in a new file: git would refresh its index.
    const path = join(root, FRAME);
    writeFileSync(`${path}.new`, repository.read(FRAME));
    renameSync(`${path}.new`, path);
    const index = execFileSync('sha256sum', [join(root, '.git/index')]).toString();
    lint(root, '--diff');
    expect(execFileSync('sha256sum', [join(root, '.git/index')]).toString()).toBe(index);
  });

  test('knows submodules, symbolic links and deleted files', () => {
    const repository = new SampleRepository();
    const { root } = repository;
    rmSync(join(root, 'drivers/ring/ring.c'));
    execFileSync('ln', ['-s', '/etc/passwd', join(root, 'drivers/ring/link.c')]);
    mkdirSync(join(root, 'sub'));
    execFileSync('git', ['init', '-q', join(root, 'sub')]);
    expect(lint(root, '--diff')).toEqual(clean);
  });
});

describe('--commits', () => {
  test('tells of each commit what it brings in and mends, without the work tree', () => {
    const repository = leakAndMend();
    const { root } = repository;
    writeFileSync(join(root, PAGEFS), 'none of C\n');
    rmSync(join(root, FRAME));
    expect(lint(root, '--commits', 'base..HEAD')).toEqual({
      ...clean,
      code: 1,
      commits: [
        ['pagefs: do not unlock twice', [LEAK], []],
        ['pagefs: unlock again', [], [LEAK]],
      ],
    });
    expect(lint(root, '--commits', 'HEAD~1..HEAD').code).toBe(0);
  });

  test('lets a merge bring in nothing by itself', () => {
    const repository = new SampleRepository();
    repository.git('checkout', '-q', '-b', 'side');
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    repository.git('checkout', '-q', 'master');
    repository.edit(FRAME, CONVERTED, RAW);
    repository.commit('frame: as it came');
    repository.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    const { code, commits } = lint(repository.root, '--commits', 'base..HEAD');
    expect(code).toBe(1);
    expect(commits.at(-1)).toEqual(['Merge side', [], []]);
    expect([...commits].sort()).toEqual([
      ['Merge side', [], []],
      ['frame: as it came', [ERRNO], []],
      ['pagefs: do not unlock twice', [LEAK], []],
    ]);
  });

  test('has no commits for an empty range', () => {
    const { root } = new SampleRepository();
    expect(lint(root, '--commits', 'base..HEAD')).toEqual(clean);
  });

  test('prints the keys that are promised', () => {
    const repository = leakAndMend();
    const { stdout } = vmops(['lint', '--format', 'json', '--commits', 'base..HEAD'], {
      cwd: repository.root,
    });
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(['schema', 'commits']);
    expect(Object.keys(report.commits[0])).toEqual(['commit', 'subject', 'introduced', 'fixed']);
    expect(report.commits[0].commit).toBe(repository.git('rev-parse', 'HEAD~1').trim());
  });
});

describe('what git cannot tell', () => {
  const failed = (stderr: string) => ({ ...clean, code: 2, stderr });

  test('a shallow clone', () => {
    const repository = leakAndMend();
    const clone = join(repository.root, '.clone');
    repository.git('clone', '-q', '--depth', '1', `file://${repository.root}`, clone);
    const depth = /^vmops: .*git fetch --unshallow/;
    for (const options of [
      ['--diff', repository.git('rev-parse', 'base').trim()],
      ['--diff', 'HEAD~1'],
      ['--commits', 'HEAD~1..HEAD'],
      ['--commits', `${repository.git('rev-parse', 'base').trim()}..HEAD`],
    ]) {
      const { code, stderr } = lint(clone, ...options);
      expect([code, stderr, stderr.split('\n').length]).toEqual([2, expect.stringMatching(depth), 2]);
    }
    // What a shallow clone can tell, it tells.
    expect(lint(clone, '--diff')).toEqual(clean);
  });

  test('a shallow clone that has the base but not the way to it', () => {
    const repository = leakAndMend();
    const clone = join(repository.root, '.clone');
    repository.git('clone', '-q', '--depth', '1', `file://${repository.root}`, clone);
    repository.git('-C', clone, 'fetch', '-q', '--depth', '1', 'origin', 'refs/tags/base:refs/tags/base');
    for (const options of [
      ['--diff', 'base'],
      ['--commits', 'base..HEAD'],
    ]) {
      const { code, stderr } = lint(clone, ...options);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^vmops: .*git fetch --unshallow/)]);
    }
  });

  test('histories without a commit in common', () => {
    const repository = new SampleRepository();
    repository.git('checkout', '-q', '--orphan', 'other');
    repository.commit('Another beginning');
    for (const options of [
      ['--diff', 'master'],
      ['--commits', 'master..HEAD'],
    ]) {
      const { code, stderr } = lint(repository.root, ...options);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^vmops: no commit that both of .*\n$/)]);
    }
  });

  test('revisions that are none, or look like options', () => {
    const { root } = new SampleRepository();
    expect(lint(root, '--diff', 'nowhere')).toEqual(failed('vmops: nowhere is no commit here\n'));
    expect(lint(root, '--commits', 'nowhere..HEAD')).toEqual(failed('vmops: nowhere is no commit here\n'));
    expect(lint(root, '--commits', 'base..nowhere')).toEqual(failed('vmops: nowhere is no commit here\n'));
    expect(lint(root, '--commits=--output=written')).toEqual(
      failed('vmops: --output=written is no commit here\n'),
    );
    expect(lint(root, '--diff=--output=written')).toEqual(
      failed('vmops: --output=written is no commit here\n'),
    );
    expect(lint(root, '--commits=--all..HEAD')).toEqual(failed('vmops: --all is no commit here\n'));
  });

  test('a folder without git, and a repository without a commit', () => {
    const repository = new SampleRepository();
    rmSync(join(repository.root, '.git'), { recursive: true });
    const { code, stderr } = lint(repository.root, '--diff');
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^vmops: .*not a git repository.*\n$/)]);
    repository.git('init', '-q');
    expect(lint(repository.root, '--diff')).toEqual(
      failed('vmops: HEAD is no commit yet: there is nothing to compare with\n'),
    );
  });

  test('a file of the name of the base, in a folder that is no checkout', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'vmops-head-')));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'HEAD'), '');
    const { code, stderr } = lint(folder, '--diff');
    expect([code, stderr.split('\n').length]).toEqual([2, 2]);
  });

  test('a branch whose name looks like an option is a branch', () => {
    const repository = leakAndMend();
    repository.git('update-ref', 'refs/heads/--all', 'HEAD~1');
    expect(lint(repository.root, '--commits=--all..HEAD').commits).toEqual([
      ['pagefs: unlock again', [], [LEAK]],
    ]);
    expect(lint(repository.root, '--diff=--all')).toEqual(clean);
  });
});
