// SPDX-License-Identifier: GPL-2.0-only
/** Where things stand in a real tree, by what is written there: stable releases move every line. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Returns readers of a tree: the lines of a file, and the place of a text in it. */
export function placesIn(tree) {
  const linesOf = (path) => readFileSync(join(tree, path), 'utf8').split('\n');
  /** `line:column` of a text in a file, from 1, on the cursor's character `|`; with a `^` in front the line begins with it. */
  const placeOf = (path, marked) => {
    const begins = marked.startsWith('^');
    const pattern = begins ? marked.slice(1) : marked;
    const at = pattern.indexOf('|');
    const wanted = pattern.replace('|', '');
    const lines = linesOf(path);
    const line = lines.findIndex((one) => (begins ? one.startsWith(wanted) : one.includes(wanted)));
    assert.notEqual(line, -1, `${path} has no ${wanted}`);
    return `${line + 1}:${lines[line].indexOf(wanted) + at + 1}`;
  };
  const lineOf = (path, marked) => Number(placeOf(path, `${marked}|`).split(':')[0]);
  return { linesOf, placeOf, lineOf };
}
