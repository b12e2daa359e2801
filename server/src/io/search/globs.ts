// SPDX-License-Identifier: GPL-2.0-only
/** Exclusion patterns in gitignore's form, for the places where ripgrep does not apply them itself. */

/**
 * Says whether a pattern list leaves a path out; `path` is relative to the root, with `/`. `before` is what earlier
 * lists have decided, false without it.
 */
export type PathFilter = (path: string, isFolder: boolean, before?: boolean) => boolean;

/**
 * Compiles exclusion patterns. A pattern without an inner slash matches at any depth, one with a slash from the
 * root; a trailing slash matches folders only; `*`, `?`, `[…]` stay within a name and `**` crosses folders. A
 * pattern that starts with `!` takes a path back in; the last pattern that matches decides.
 */
export function compileExcludes(patterns: readonly string[]): PathFilter {
  const compiled = patterns.filter((pattern) => pattern.replace(/^!/, '') !== '').map(compile);
  return (path, isFolder, before = false) => {
    let excluded = before;
    for (const one of compiled) {
      if (excluded === one.keeps && (isFolder || !one.folderOnly) && matches(one.parts, path))
        excluded = !one.keeps;
    }
    return excluded;
  };
}

interface Compiled {
  parts: Part[];
  folderOnly: boolean;
  keeps: boolean;
}

/** One character of some kind, or any number of them: within a name, or across folders up to a slash or the start. */
type Part =
  | { kind: 'one'; fits: (char: string) => boolean }
  | { kind: 'name' }
  | { kind: 'any' }
  | { kind: 'folders' };

function compile(pattern: string): Compiled {
  const keeps = pattern.startsWith('!');
  let body = keeps ? pattern.slice(1) : pattern;
  const folderOnly = body.endsWith('/');
  if (folderOnly) body = body.slice(0, -1);
  const anchored = body.includes('/');
  if (body.startsWith('/')) body = body.slice(1);
  const parts = partsOf(body);
  return { parts: anchored ? parts : [{ kind: 'folders' }, ...parts], folderOnly, keeps };
}

function partsOf(glob: string): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] as string;
    const end = char === '[' ? glob.indexOf(']', at + 2) : -1;
    if (glob.startsWith('**/', at)) {
      parts.push({ kind: 'folders' });
      at += 2;
    } else if (glob.startsWith('**', at)) {
      parts.push({ kind: 'any' });
      at += 1;
    } else if (char === '*') parts.push({ kind: 'name' });
    else if (char === '?') parts.push({ kind: 'one', fits: (c) => c !== '/' });
    else if (end !== -1) {
      parts.push({ kind: 'one', fits: classOf(glob.slice(at + 1, end)) });
      at = end;
    } else parts.push({ kind: 'one', fits: (c) => c === char });
  }
  return parts;
}

/** The characters between brackets, with ranges; `!` or `^` in front means all others. */
function classOf(inside: string): (char: string) => boolean {
  const others = /^[!^]/.test(inside);
  const members = others ? inside.slice(1) : inside;
  return (char) => {
    let isIn = false;
    for (let at = 0; at < members.length; at++) {
      const low = members[at] as string;
      const high = members[at + 1] === '-' ? members[at + 2] : undefined;
      if (high !== undefined) at += 2;
      isIn ||= low <= char && char <= (high ?? low);
    }
    return isIn !== others;
  };
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
