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
      if (excluded === one.keeps && (isFolder || !one.folderOnly) && one.test.test(path))
        excluded = !one.keeps;
    }
    return excluded;
  };
}

interface Compiled {
  test: RegExp;
  folderOnly: boolean;
  keeps: boolean;
}

function compile(pattern: string): Compiled {
  const keeps = pattern.startsWith('!');
  let body = keeps ? pattern.slice(1) : pattern;
  const folderOnly = body.endsWith('/');
  if (folderOnly) body = body.slice(0, -1);
  const anchored = body.includes('/');
  if (body.startsWith('/')) body = body.slice(1);
  return { test: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${translate(body)}$`), folderOnly, keeps };
}

function translate(glob: string): string {
  let out = '';
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at] as string;
    if (glob.startsWith('**/', at)) {
      out += '(?:.*/)?';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      out += '.*';
      at += 1;
    } else if (char === '*') out += '[^/]*';
    else if (char === '?') out += '[^/]';
    else if (char === '[' && glob.indexOf(']', at + 2) !== -1) {
      const end = glob.indexOf(']', at + 2);
      out += `[${glob
        .slice(at + 1, end)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\')}]`;
      at = end;
    } else out += char.replace(/[\\^$.|+(){}[\]]/, '\\$&');
  }
  return out;
}
