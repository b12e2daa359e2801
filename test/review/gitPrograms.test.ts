// SPDX-License-Identifier: GPL-2.0-only
/** Nothing that a checkout names as a program is ever run. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { withoutFilters } from '../../server/src/io/git/filters.ts';
import { Git } from '../../server/src/io/git/git.ts';
import { GitError } from '../../server/src/io/git/runGit.ts';
import type { ChangedHandler, ChangeFindings } from '../../server/src/lsp/vmops/protocol.ts';
import { vmopsProcess } from '../cli/vmops.ts';
import { Editor } from '../lsp/client.ts';
import { LEAK, NO_UNLOCK, PAGEFS, SampleRepository, UNLOCK } from './sample.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A checkout that names a program wherever git would run one; each leaves a file in `ran` when it is run. */
class Trapped {
  readonly repository = new SampleRepository();
  readonly root = this.repository.root;
  readonly ran = emptyFolder();
  readonly #program = join(emptyFolder(), 'trap');

  constructor() {
    const { repository, root } = this;
    const script = `#!/bin/sh\n: > '${this.ran}'/"$1"\nshift\nexec "$@"\n`;
    writeFileSync(this.#program, script, { mode: 0o755 });
    // Two commits, one of them a change; a patch of it; and changes that are not committed.
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: leave it locked');
    writeFileSync(join(root, '.git/change.patch'), repository.mails());
    repository.edit('drivers/frame/frame.c', 'return vmf_error(err);', 'return err;');
    // A file that went and one that came, which git compares.
    repository.git('rm', '-q', '--cached', 'fs/flatfs/file.c');
    repository.git('mv', 'drivers/ring/ring.c', 'drivers/ring/moved.c');
    repository.git('rm', '-q', '--cached', 'drivers/ring/moved.c');
    repository.git('add', '-N', 'drivers/ring/moved.c');
    this.#submodule();
    this.#configure(join(root, '.git/config'));
    appendFileSync(
      join(root, '.git/config'),
      `[include]\n\tpath = more\n[diff]\n\texternal = ${this.#trap('external')}\n`,
    );
    writeFileSync(join(root, '.git/more'), this.#filter('included'));
    writeFileSync(
      join(root, '.git/info/attributes'),
      'file.c filter=included\nmoved.c filter=a.b\n*.h filter=\n',
    );
    writeFileSync(join(root, '.gitattributes'), '*.c filter=evil diff=evil merge=evil\n');
    const hooks = join(root, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'post-checkout'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${this.#trap(hook)}\n`, { mode: 0o755 });
    // Where a search path has the folder itself.
    writeFileSync(join(root, 'git'), `#!/bin/sh\n${this.#trap('git')} git "$@"\n`, { mode: 0o755 });
    this.makeRacy();
  }

  /** Lets every file look as if it might have changed since git looked. */
  makeRacy(): void {
    utimesSync(join(this.root, '.git/index'), 1, 1);
  }

  /** What ran since this was asked last. */
  whatRan(): string[] {
    const names = readdirSync(this.ran).sort();
    for (const name of names) rmSync(join(this.ran, name));
    return names;
  }

  #trap(name: string): string {
    return `${this.#program} ${name}`;
  }

  #filter(name: string, kinds = ['clean', 'smudge']): string {
    const lines = kinds.map((kind) => `\t${kind} = ${this.#trap(`${name}-${kind}`)} cat\n`);
    return `[filter "${name}"]\n${lines.join('')}\trequired\n`;
  }

  #configure(path: string): void {
    const core = [
      'fsmonitor',
      'sshCommand',
      'askPass',
      'editor',
      'pager',
      'gitProxy',
      'alternateRefsCommand',
    ];
    const [plain, long, dotted, bare] = [
      this.#filter('evil'),
      this.#filter('long', ['process']),
      this.#filter('a.b', ['process', 'clean']),
      this.#filter(''),
    ];
    appendFileSync(
      path,
      `${plain}${long}${dotted}${bare}[core]
\trepositoryformatversion = 1
\thooksPath = ${join(this.root, '.git/hooks')}
${core.map((key) => `\t${key} = ${this.#trap(key)}\n`).join('')}[diff "evil"]
\ttextconv = ${this.#trap('textconv')} cat
\tcommand = ${this.#trap('diff-command')}
[merge "evil"]
\tdriver = ${this.#trap('merge')}
[gpg]
\tprogram = ${this.#trap('gpg')}
[log]
\tshowSignature = true
[credential]
\thelper = !${this.#trap('credential')}
[alias]
\tdiff-files = !${this.#trap('alias')}
\trev-parse = !${this.#trap('alias')}
[pager]
\trev-list = ${this.#trap('pager-of')}
\tconfig = ${this.#trap('pager-of')}
[submodule]
\trecurse = true
[status]
\tsubmoduleSummary = true
[extensions]
\tpartialClone = origin
[remote "origin"]
\tpromisor = true
\turl = ext::${this.#trap('fetch')}
\tuploadpack = ${this.#trap('uploadpack')}
\tvcs = trap
[protocol]
\tallow = always
[protocol "ext"]
\tallow = always
`,
    );
  }

  /** A repository inside that is part of this one, with programs of its own. */
  #submodule(): void {
    const { repository, root } = this;
    repository.git('init', '-q', join(root, 'sub'));
    writeFileSync(join(root, 'sub/.gitattributes'), '*.c filter=evil\n');
    writeFileSync(join(root, 'sub/a.c'), 'int a;\n');
    repository.git('-C', 'sub', 'add', '-A');
    repository.git('-C', 'sub', 'commit', '-q', '-m', 'sub');
    repository.git('add', 'sub');
    this.#configure(join(root, 'sub/.git/config'));
    writeFileSync(join(root, 'sub/a.c'), 'int b;\n');
    utimesSync(join(root, 'sub/.git/index'), 1, 1);
  }
}

/** The caches of a user who has none yet, and a search path that begins with the folder one is in. */
function surroundings(root: string) {
  const home = emptyFolder();
  return { cwd: root, env: { HOME: home, XDG_CACHE_HOME: home, PATH: `:.:${process.env.PATH}` } };
}

describe('a checkout that names programs', () => {
  test('would have git run them', () => {
    const trapped = new Trapped();
    const git = (...args: string[]) => spawnSync('git', ['-C', trapped.root, ...args]);
    git('diff-files', '--name-only');
    expect(trapped.whatRan()).toEqual(
      expect.arrayContaining(['evil-clean', 'fsmonitor', 'included-clean', '-clean']),
    );
    git('-c', 'core.fsmonitor=', 'diff-index', '-M', '--raw', 'HEAD');
    expect(trapped.whatRan()).toEqual(expect.arrayContaining(['a.b-process']));
  });

  test.each([
    ['lint', ['lint']],
    ['lint of a part', ['lint', 'fs']],
    ['lint --diff', ['lint', '--diff', '.']],
    ['lint --diff of a revision', ['lint', '--diff', 'base']],
    ['lint --commits', ['lint', '--commits', 'base..HEAD']],
    ['review', ['review', '.git/change.patch']],
    ['review on a base', ['review', '--base', 'base', '.git/change.patch']],
    ['explain-handler', ['explain-handler', `${PAGEFS}:pagefs_page_mkwrite`]],
    ['tables', ['tables']],
    ['report', ['report', '--html', '/dev/null']],
    ['docs-check', ['docs-check', '--quiet', '--fix', '--dry-run']],
  ])('has none of them run by %s', (_, args) => {
    const trapped = new Trapped();
    const around = surroundings(trapped.root);
    // Again, with what is remembered of the first.
    for (let run = 0; run < 2; run++) {
      trapped.makeRacy();
      const { code, stdout, stderr } = vmopsProcess(args, around);
      expect([code === 0 || code === 1, stderr], stdout + stderr).toEqual([true, '']);
      expect(trapped.whatRan()).toEqual([]);
    }
  });

  test('gets the same answers as one that names none', () => {
    const { root } = new Trapped();
    const { stdout } = vmopsProcess(['lint', '--diff', 'base', '--format', 'json'], surroundings(root));
    const found = JSON.parse(stdout).findings.map(({ rule, file }: { rule: string; file: string }) => [
      rule,
      file,
    ]);
    expect(found).toEqual(expect.arrayContaining([LEAK, ['errno-as-vm-fault', 'drivers/frame/frame.c']]));
  });

  test('has none of them run by the language server', async () => {
    const trapped = new Trapped();
    const folder = pathToFileURL(trapped.root).href;
    const editor = await Editor.startProcess(trapped.root);
    const changed = await editor.connection.sendRequest<ChangedHandler[]>('vmops/changedHandlers', {
      folder,
    });
    expect(changed.map(({ path }) => path)).toContain('drivers/frame/frame.c');
    const { findings, problems } = await editor.connection.sendRequest<ChangeFindings>('vmops/change', {
      folder,
    });
    expect([findings.map(({ rule }) => rule), problems]).toEqual([['errno-as-vm-fault'], []]);
    const text = execFileSync('cat', [join(trapped.root, '.git/change.patch')]).toString();
    await editor.connection.sendRequest('vmops/reviewPatch', { folder, text, uri: folder });
    await editor.connection.sendRequest('vmops/tables', { check: true });
    expect(await editor.stop()).toBe(0);
    expect(trapped.whatRan()).toEqual([]);
  });

  test('may not fetch what it does not have', async () => {
    const trapped = new Trapped();
    const { root, repository } = trapped;
    const id = repository.git('-c', 'core.fsmonitor=', 'rev-parse', 'base:drivers/frame/frame.c').trim();
    rmSync(join(root, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
    trapped.whatRan();
    const { code, stderr } = vmopsProcess(['lint', '--diff', 'base'], surroundings(root));
    expect([code, stderr]).toEqual([
      2,
      `vmops: the object ${id} is missing: fetch it, as a partial clone does not have it\n`,
    ]);
    expect(trapped.whatRan()).toEqual([]);
    // A git that does not know the first of its two obstacles has the second.
    delete process.env.GIT_NO_LAZY_FETCH;
    const git = await Git.at(root);
    await expect(git?.blobs([id])).rejects.toThrow(GitError);
    expect(trapped.whatRan()).toEqual([]);
  });
});

describe('filters', () => {
  test('cost nothing where none is configured, and are all taken away where some are', async () => {
    const repository = new SampleRepository();
    const { root } = repository;
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
    expect(await withoutFilters(root, env)).toEqual([]);
    repository.git('config', 'filter.lfs.required', 'true');
    repository.git('config', 'filter.lfs.clean', 'none');
    repository.git('config', 'filter.A b.c.smudge', 'none');
    const off = (name: string) =>
      ['process=', 'clean=', 'smudge=', 'required=false'].flatMap((one) => ['-c', `filter.${name}.${one}`]);
    expect(await withoutFilters(root, env)).toEqual([...off('lfs'), ...off('A b.c')]);
  });

  test.each([
    ['a=b', 'a=b'],
    ['caf\xe9', 'caf\ufffd'],
  ])('that cannot be taken away are not run: %s', async (name, told) => {
    const repository = new SampleRepository();
    const { root } = repository;
    const ran = join(root, 'ran');
    const section = `[filter "${name}"]\n\tclean = touch '${ran}' && cat\n`;
    appendFileSync(join(root, '.git/config'), Buffer.from(section, 'latin1'));
    writeFileSync(join(root, '.git/info/attributes'), Buffer.from(`*.c filter=${name}\n`, 'latin1'));
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    utimesSync(join(root, '.git/index'), 1, 1);
    const run = vmopsProcess(['lint', '--diff'], surroundings(root));
    expect(run).toEqual({
      code: 2,
      stdout: '',
      stderr: `vmops: git would run the filter ${told}, and cannot be told not to\n`,
    });
    expect(vmopsProcess(['lint'], surroundings(root)).code).toBe(1);
    expect(readdirSync(root)).not.toContain('ran');
  });
});

test('a work tree is where its repository is, whatever its configuration says', async () => {
  const repository = new SampleRepository();
  const { root } = repository;
  repository.git('config', 'core.worktree', '/');
  expect(await Git.at(root)).toBeNull();
  expect(vmopsProcess(['lint', '--diff'], surroundings(root))).toEqual({
    code: 2,
    stdout: '',
    stderr: `vmops: ${root}: not in the work tree of a git checkout\n`,
  });
  repository.git('config', 'core.worktree', root);
  expect((await Git.at(root))?.top).toBe(root);
  const linked = join(emptyFolder(), 'linked');
  repository.git('worktree', 'add', '-q', linked);
  expect((await Git.at(linked))?.top).toBe(linked);
});
