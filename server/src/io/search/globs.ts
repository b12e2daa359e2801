// SPDX-License-Identifier: GPL-2.0-only
/** Exclusion patterns in gitignore's form, for the places where ripgrep does not apply them itself. */

/**
 * Says whether a pattern list leaves a path out; `path` is relative to the root, with `/`. `before` is what earlier
 * lists have decided, false without it.
 */
export type PathFilter = (path: string, isFolder: boolean, before?: boolean) => boolean;

/**
 * Compiles exclusion patterns as git reads them, line for line: a pattern without an inner slash is about the name, one
 * with a slash about the path from the root; a trailing slash matches folders only; `*`, `?` and `[…]` stay within a
 * name and `**` crosses folders; a backslash takes the next character as it is; spaces at the end count behind a
 * backslash only, and `#` begins a comment. A pattern that starts with `!` takes a path back in; the last pattern that
 * matches decides.
 *
 * npm's `ignore` does the same by regular expressions, for which five stars in one name are minutes of work; here
 * the time is that of the path times that of the pattern. `test/io/globs.test.ts` asks git itself.
 */
export function compileExcludes(patterns: readonly string[]): PathFilter {
  const compiled = patterns.flatMap((pattern) => compile(withoutEnd(pattern)) ?? []);
  return (path, isFolder, before = false) => {
    let excluded = before;
    for (const one of compiled) {
      const text = one.isOfName ? path.slice(path.lastIndexOf('/') + 1) : path;
      if (excluded === one.keeps && (isFolder || !one.folderOnly) && matches(one.parts, text))
        excluded = !one.keeps;
    }
    return excluded;
  };
}

interface Compiled {
  parts: Part[];
  folderOnly: boolean;
  keeps: boolean;
  /** It is held against the last name of a path, wherever that stands. */
  isOfName: boolean;
}

/** One character of some kind, or any number of them: within a name, or across folders up to a slash or the start. */
type Part = { kind: 'one'; fits: Fits } | { kind: 'name' } | { kind: 'any' } | { kind: 'folders' };

type Fits = (char: string) => boolean;

/** Without the line end, and the spaces that no backslash protects. */
function withoutEnd(pattern: string): string {
  const line = pattern.replace(/\r$/, '');
  let end = line.length;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === ' ') end = Math.min(end, at);
    else {
      if (line[at] === '\\') at++;
      end = line.length;
    }
  }
  return line.slice(0, end);
}

function compile(pattern: string): Compiled | null {
  if (pattern === '' || pattern.startsWith('#')) return null;
  const keeps = pattern.startsWith('!');
  let body = keeps ? pattern.slice(1) : pattern;
  const folderOnly = body.endsWith('/');
  if (folderOnly) body = body.slice(0, -1);
  const isOfName = !body.includes('/');
  if (body.startsWith('/')) body = body.slice(1);
  const parts = body === '' ? null : partsOf(body, isOfName);
  return parts && { parts, folderOnly, keeps, isOfName };
}

/** Null for what can match nothing: a class that does not end, a backslash at the end. */
function partsOf(glob: string, isOfName: boolean): Part[] | null {
  const parts: Part[] = [];
  // What stands before the first wildcard git compares by itself: `a**/b` crosses folders, and `?**/b` does not.
  const plain = isOfName ? 0 : glob.search(/[*?[\\]|$/);
  let at = 0;
  while (at < glob.length) {
    const char = glob[at] as string;
    if (char === '*') {
      let end = at;
      while (glob[end] === '*') end++;
      const isAtStart = at === plain || at === 0 || glob[at - 1] === '/';
      const isCrossing = end - at > 1 && isAtStart && /^(?:$|\/|\\\/)/.test(glob.slice(end, end + 2));
      if (isCrossing && glob[end] === '/') {
        parts.push({ kind: 'folders' });
        end++;
      } else parts.push({ kind: isCrossing ? 'any' : 'name' });
      at = end;
    } else if (char === '[') {
      const set = classAt(glob, at + 1);
      if (set === null) return null;
      parts.push({ kind: 'one', fits: set.fits });
      at = set.end;
    } else if (char === '?') {
      parts.push({ kind: 'one', fits: (c) => c !== '/' });
      at++;
    } else {
      const written = char === '\\' ? glob[at + 1] : char;
      if (written === undefined) return null;
      parts.push({ kind: 'one', fits: (c) => c === written });
      at += char === '\\' ? 2 : 1;
    }
  }
  return parts;
}

const CLASSES = new Map<string, RegExp>([
  ['alnum', /[a-z0-9]/i],
  ['alpha', /[a-z]/i],
  ['blank', /[ \t]/],
  ['cntrl', /\p{Cc}/u],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t\n\v\f\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9a-f]/i],
]);

/** The class whose `[` stands before `from`: what fits it, and where it ends. `!` or `^` in front means all others. */
function classAt(glob: string, from: number): { fits: Fits; end: number } | null {
  const fitting: Fits[] = [];
  const isOthers = glob[from] === '!' || glob[from] === '^';
  let at = isOthers ? from + 1 : from;
  let before: string | null = null;
  for (let isFirst = true; isFirst || glob[at] !== ']'; isFirst = false) {
    let char = glob[at++];
    const name = char === '[' && glob[at] === ':' ? glob.slice(at + 1, glob.indexOf(']', at + 1)) : '';
    if (name.endsWith(':')) {
      const set = CLASSES.get(name.slice(0, -1));
      if (set === undefined) return null;
      fitting.push((c) => set.test(c));
      at += name.length + 2;
      before = null;
      continue;
    }
    const next = glob[at];
    if (char === '-' && before !== null && next !== undefined && next !== ']') {
      const low = before;
      const high = next === '\\' ? glob[++at] : next;
      if (high === undefined) return null;
      fitting.push((c) => low <= c && c <= high);
      at++;
      before = null;
      continue;
    }
    if (char === '\\') char = glob[at++];
    if (char === undefined) return null;
    const only = char;
    fitting.push((c) => c === only);
    before = only;
  }
  return { fits: (c) => c !== '/' && fitting.some((fits) => fits(c)) !== isOthers, end: at + 1 };
}

/**
 * Whether the parts make up the whole path. Every way through the pattern is followed at once, so that the time is
 * that of the path times that of the pattern, whatever they are.
 */
function matches(parts: readonly Part[], path: string): boolean {
  let here = new Set<number>();
  enter(parts, 0, here);
  for (let at = 0; at < path.length && here.size > 0; at++) {
    const char = path[at] as string;
    const next = new Set<number>();
    for (const state of here) {
      const part = parts[state];
      if (part === undefined) continue;
      if (part.kind === 'one') {
        if (part.fits(char)) enter(parts, state + 1, next);
      } else if (part.kind === 'folders') {
        // What follows begins behind a slash; until then it only passes over characters.
        next.add(state);
        if (char === '/') enter(parts, state + 1, next);
      } else if (part.kind === 'any' || char !== '/') enter(parts, state, next);
    }
    here = next;
  }
  return here.has(parts.length);
}

/** Adds a place in the pattern, and those behind parts that may stand for nothing. */
function enter(parts: readonly Part[], state: number, into: Set<number>): void {
  for (let at = state; ; at++) {
    into.add(at);
    const part = parts[at];
    if (part === undefined || part.kind === 'one') return;
  }
}
