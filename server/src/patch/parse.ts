// SPDX-License-Identifier: GPL-2.0-only
/** Reads a unified diff, of git or of another tool. Strict where git is: counts that lie are refused. */
import { type FilePatch, type Hunk, PatchError } from './model.ts';
import { pathOf, safePath, splitGitHeader, unquote } from './paths.ts';

/** More files or hunks than any patch that is meant for a reader. */
const MOST_HUNKS = 20_000;
const MOST_FILES = 5_000;

/** Whether a text has the beginning of a diff. */
export function hasDiff(text: string): boolean {
  return /^diff --git |^--- [^\n]*\r?\n\+\+\+ [^\n]*\r?\n@@ -|^GIT binary patch/m.test(text);
}

/**
 * Reads all files of a diff; text before, between and behind them is passed over.
 *
 * @throws PatchError when it is cut short, its counts are wrong, or a path leads out of the tree
 */
export function parsePatch(text: string): FilePatch[] {
  return new PatchReader(text).read();
}

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@ ?(.*)$/;

/** What the lines in front of the hunks say of a file. */
interface Head {
  /** As written on `--- ` and `+++ `. */
  minus: string | null;
  plus: string | null;
  /** Of `diff --git`, prefixes and all. */
  git: [string, string] | null;
  isGit: boolean;
  from: string | null;
  to: string | null;
  isCopy: boolean;
  isNew: boolean;
  isDeleted: boolean;
  isBinary: boolean;
  isLink: boolean;
  hunks: Hunk[];
}

class PatchReader {
  readonly #lines: string[];
  #at = 0;
  #hunks = 0;
  readonly #heads: Head[] = [];

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  read(): FilePatch[] {
    while (this.#at < this.#lines.length) {
      const line = this.#line();
      if (line.startsWith('diff --git ')) this.#gitFile(line);
      else if (this.#isFileStart()) this.#bareFile();
      else if (HUNK.test(line))
        throw new PatchError(`hunk without a file at line ${this.#at + 1} of the patch`);
      else this.#at++;
      if (this.#heads.length > MOST_FILES) throw new PatchError(`more than ${MOST_FILES} files in one patch`);
    }
    return this.#heads.map(complete);
  }

  /** The present line without a carriage return that a transport added. */
  #line(ahead = 0): string {
    const line = this.#lines[this.#at + ahead] ?? '';
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  #isFileStart(): boolean {
    return this.#line().startsWith('--- ') && this.#line(1).startsWith('+++ ') && HUNK.test(this.#line(2));
  }

  #bareFile(): void {
    const head = newHead(false);
    head.minus = pathOf(this.#line().slice(4));
    head.plus = pathOf(this.#line(1).slice(4));
    // Other tools tell by the time of the file that there is none.
    if (/\t1970-01-01 |\tThu Jan {2}1 00:00:00 1970/.test(this.#line())) head.isNew = true;
    if (/\t1970-01-01 |\tThu Jan {2}1 00:00:00 1970/.test(this.#line(1))) head.isDeleted = true;
    this.#at += 2;
    this.#readHunks(head);
    this.#heads.push(head);
  }

  #gitFile(first: string): void {
    const head = newHead(true);
    head.git = splitGitHeader(first.slice('diff --git '.length));
    let hasBytes = false;
    this.#at++;
    for (; this.#at < this.#lines.length; this.#at++) {
      const line = this.#line();
      if (line.startsWith('diff --git ') || HUNK.test(line) || line === '-- ') break;
      if (/^@@/.test(line) && !head.isBinary)
        throw new PatchError(`line ${this.#at + 1} of the patch is no head of a hunk`);
      // Behind bytes no lines of the same file come: it is another, without a head of git.
      if (hasBytes && this.#isFileStart()) break;
      // Symbolic links and submodules have no lines of their own.
      if (/^(?:new file mode|deleted file mode|new mode) 1[26]0000$|^index \S+ 1[26]0000$/.test(line))
        head.isBinary = true;
      if (/^new (?:file )?mode 120000$|^index \S+ 120000$/.test(line)) head.isLink = true;
      if (line.startsWith('new file mode ')) head.isNew = true;
      else if (line.startsWith('deleted file mode ')) head.isDeleted = true;
      else if (line.startsWith('rename from ')) head.from = unquote(line.slice('rename from '.length));
      else if (line.startsWith('rename to ')) head.to = unquote(line.slice('rename to '.length));
      else if (line.startsWith('copy from ')) {
        head.from = unquote(line.slice('copy from '.length));
        head.isCopy = true;
      } else if (line.startsWith('copy to ')) head.to = unquote(line.slice('copy to '.length));
      else if (line.startsWith('Binary files ') || line === 'GIT binary patch') {
        head.isBinary = true;
        hasBytes = true;
      } else if (line.startsWith('--- ')) head.minus = pathOf(line.slice(4));
      else if (line.startsWith('+++ ')) head.plus = pathOf(line.slice(4));
      else if (line === '' && !head.isBinary && !this.#goesOn()) break;
    }
    this.#readHunks(head);
    this.#heads.push(head);
  }

  /** Whether what follows an empty line still belongs to the head of a file: mailers add such lines. */
  #goesOn(): boolean {
    return /^(?:---|\+\+\+|@@|index|old mode|new mode) /.test(this.#line(1));
  }

  #readHunks(head: Head): void {
    while (this.#at < this.#lines.length) {
      const match = HUNK.exec(this.#line());
      if (match === null) break;
      if (++this.#hunks > MOST_HUNKS) throw new PatchError(`more than ${MOST_HUNKS} hunks in one patch`);
      head.hunks.push(this.#readHunk(match));
    }
    const next = this.#line();
    const isMore = /^[+ -]/.test(next) && next !== '-- ' && !next.startsWith('--- ') && next !== '--';
    if (head.hunks.length > 0 && isMore) throw new PatchError(this.#lie());
  }

  #readHunk(match: RegExpExecArray): Hunk {
    const [, oldStart, oldLines = '1', newStart, newLines = '1', section = ''] = match;
    const hunk: Hunk = {
      oldStart: Number(oldStart),
      oldLines: Number(oldLines),
      newStart: Number(newStart),
      newLines: Number(newLines),
      section,
      lines: [],
    };
    this.#at++;
    let old = hunk.oldLines;
    let fresh = hunk.newLines;
    while (old > 0 || fresh > 0) {
      if (this.#at >= this.#lines.length) throw new PatchError(this.#cut());
      const raw = this.#lines[this.#at] as string;
      if (this.#at === this.#lines.length - 1 && raw === '') throw new PatchError(this.#cut());
      const kind = raw === '' || raw === '\r' ? ' ' : raw[0];
      if (kind === '\\') {
        this.#unended(hunk);
        this.#at++;
        continue;
      }
      if (kind !== ' ' && kind !== '+' && kind !== '-') {
        throw new PatchError(`line ${this.#at + 1} of the patch is none of a hunk: it was cut or wrapped`);
      }
      if (kind !== '+') old--;
      if (kind !== '-') fresh--;
      if (raw.includes('\0')) throw new PatchError(`line ${this.#at + 1} of the patch has NUL bytes`);
      if (old < 0 || fresh < 0) throw new PatchError(this.#lie());
      hunk.lines.push({ kind, text: raw.slice(1), isUnended: false });
      this.#at++;
    }
    if (this.#line().startsWith('\\ ')) {
      this.#unended(hunk);
      this.#at++;
    }
    return hunk;
  }

  #unended(hunk: Hunk): void {
    const last = hunk.lines.at(-1);
    if (last !== undefined) last.isUnended = true;
  }

  #lie(): string {
    return `the counts of the hunk before line ${this.#at + 1} of the patch do not fit its lines`;
  }

  #cut(): string {
    return 'the patch ends within a hunk';
  }
}

function newHead(isGit: boolean): Head {
  return {
    minus: null,
    plus: null,
    git: null,
    isGit,
    from: null,
    to: null,
    isCopy: false,
    isNew: false,
    isDeleted: false,
    isBinary: false,
    isLink: false,
    hunks: [],
  };
}

/** Decides on the two paths of a file. */
function complete(head: Head): FilePatch {
  const { git, isCopy, isBinary, isLink, hunks } = head;
  let oldPath = head.from;
  let newPath = head.to;
  if (oldPath === null || newPath === null) {
    const plus = head.plus ?? (git === null ? null : git[1]);
    const minus = withoutBackup(head.minus ?? (git === null ? null : git[0]), plus);
    if (minus === null || plus === null) throw new PatchError('a file of the patch has no name');
    const isNone = (path: string) => path === '/dev/null';
    const strip = stripOf(minus, plus, head);
    oldPath = isNone(minus) || head.isNew ? null : strip(minus);
    newPath = isNone(plus) || head.isDeleted ? null : strip(plus);
    if (oldPath === null && newPath === null) throw new PatchError('a file of the patch has no name');
  }
  return {
    oldPath: oldPath === null ? null : safePath(oldPath),
    newPath: newPath === null ? null : safePath(newPath),
    isCopy,
    isBinary,
    isLink,
    hunks,
  };
}

const BACKUP = /(?:\.orig|\.old|\.bak|~)$/;

/** A file that was kept before it was edited, as `foo.c.orig`, stands for the file itself. */
function withoutBackup(minus: string | null, plus: string | null): string | null {
  if (minus === null || plus === null || !BACKUP.test(minus)) return minus;
  const bare = minus.replace(BACKUP, '');
  const rest = (path: string) => path.slice(path.indexOf('/') + 1);
  return bare === plus || rest(bare) === rest(plus) ? bare : minus;
}

/** Takes the first folder away where both names begin with one that is no part of the path. */
function stripOf(minus: string, plus: string, { isGit, git }: Head): (path: string) => string {
  const first = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null);
  const rest = (path: string) => path.slice(path.indexOf('/') + 1);
  const sides = [minus, plus].filter((path) => path !== '/dev/null');
  const keep = (path: string) => path;
  if (isGit && git !== null && git[0] === git[1] && sides.every((path) => !/^[abciow]\//.test(path)))
    return keep;
  if (sides.every((path) => path.startsWith('/'))) return keep;
  if (sides.length === 2) {
    // `-p0`: the same name twice. Everything else has a folder or a letter in front.
    if (minus === plus && !/^[abciow]\//.test(minus)) return keep;
    if (first(minus) === null || first(plus) === null) return keep;
    return rest;
  }
  const [one = ''] = sides;
  if (/^[abciow]\//.test(one)) return rest;
  if (isGit && git !== null) {
    const [a, b] = git;
    return a !== b && first(a) !== null && rest(a) === rest(b) ? rest : keep;
  }
  return first(one) === null ? keep : rest;
}
