// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../server/src/patch/change.ts';
import { parsePatch } from '../../server/src/patch/parse.ts';

const FILE = 'a\nb\nc\nd\ne\nf\ng\n';
const HUNK = '@@ -3,3 +3,3 @@\n c\n-d\n+D\n e\n';
const head = (path: string) => `--- a/${path}\n+++ b/${path}\n`;

function apply(patch: string, files: Record<string, string>, fuzz = 2) {
  const result = applyPatch(parsePatch(patch), (path) => files[path] ?? null, fuzz);
  if ('reason' in result) return result;
  const { offset, changes } = result;
  return {
    offset,
    fuzz: result.fuzz,
    files: changes.map(({ oldPath, newPath, after }) => [oldPath, newPath, after]),
  };
}

const changed = FILE.replace('d', 'D');

describe('a hunk', () => {
  test('in its place, and away from it', () => {
    const patch = head('f.c') + HUNK;
    expect(apply(patch, { 'f.c': FILE })).toEqual({ offset: 0, fuzz: 0, files: [['f.c', 'f.c', changed]] });
    const lines = 'x\n'.repeat(300);
    expect(apply(patch, { 'f.c': lines + FILE })).toEqual({
      offset: 300,
      fuzz: 0,
      files: [['f.c', 'f.c', lines + changed]],
    });
  });

  test('with context that does not fit', () => {
    const patch = head('f.c') + HUNK;
    const other = FILE.replace('c', 'x');
    expect(apply(patch, { 'f.c': other })).toEqual({
      offset: 0,
      fuzz: 1,
      files: [['f.c', 'f.c', other.replace('d', 'D')]],
    });
    expect(apply(patch, { 'f.c': other }, 0)).toEqual({ reason: 'f.c: hunk 1 does not fit (line 3)' });
  });

  test('of a file with CRLF', () => {
    const crlf = FILE.replaceAll('\n', '\r\n');
    expect(apply(head('f.c') + HUNK, { 'f.c': crlf })).toMatchObject({
      files: [['f.c', 'f.c', crlf.replace('d', 'D')]],
    });
  });
});

describe('files', () => {
  test('a C file whose lines it does not have', () => {
    const binary = 'diff --git a/f.c b/f.c\nindex 1..2 100644\nBinary files a/f.c and b/f.c differ\n';
    expect(apply(binary, { 'f.c': FILE })).toEqual({
      reason: 'f.c is changed as binary data: the patch has no lines of it',
    });
  });

  test('renamed, new, deleted, with another mode, binary', () => {
    const rename = 'diff --git a/f.c b/g.c\nsimilarity index 100%\nrename from f.c\nrename to g.c\n';
    expect(apply(rename, { 'f.c': FILE })).toMatchObject({ files: [['f.c', 'g.c', FILE]] });
    const fresh =
      'diff --git a/n.c b/n.c\nnew file mode 100644\n--- /dev/null\n+++ b/n.c\n@@ -0,0 +1 @@\n+n\n';
    expect(apply(fresh, {})).toMatchObject({ files: [[null, 'n.c', 'n\n']] });
    expect(apply(fresh, { 'n.c': '' })).toEqual({ reason: 'n.c is already in the tree' });
    const gone =
      'diff --git a/n.c b/n.c\ndeleted file mode 100644\n--- a/n.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-n\n';
    expect(apply(gone, { 'n.c': 'n\n' })).toMatchObject({ files: [['n.c', null, null]] });
    const mode = 'diff --git a/f.c b/f.c\nold mode 100644\nnew mode 100755\n';
    expect(apply(mode, { 'f.c': FILE })).toMatchObject({ files: [['f.c', 'f.c', FILE]] });
    const binary =
      'diff --git a/l.png b/l.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmZQzWMT#Y01f~L\n\n';
    expect(apply(binary + head('f.c') + HUNK, { 'f.c': FILE })).toMatchObject({
      files: [['f.c', 'f.c', changed]],
    });
  });

  test('with and without prefixes', () => {
    for (const [old, now] of [
      ['i/d/f.c', 'w/d/f.c'],
      ['d/f.c', 'd/f.c'],
      ['a/d/f.c', 'b/d/f.c'],
    ])
      expect(
        apply(`diff --git ${old} ${now}\n--- ${old}\n+++ ${now}\n${HUNK}`, { 'd/f.c': FILE }),
      ).toMatchObject({ files: [['d/f.c', 'd/f.c', changed]] });
  });

  test('a copy that an editor kept is the file itself', () => {
    for (const end of ['.orig', '~', '.bak'])
      for (const [old, now] of [
        ['a/d/f.c', 'b/d/f.c'],
        ['d/f.c', 'd/f.c'],
      ])
        expect(apply(`--- ${old}${end}\n+++ ${now}\n${HUNK}`, { 'd/f.c': FILE })).toMatchObject({
          files: [['d/f.c', 'd/f.c', changed]],
        });
    expect(apply(`--- a/d/f.c.orig\n+++ b/d/f.c.orig\n${HUNK}`, { 'd/f.c.orig': FILE })).toMatchObject({
      files: [['d/f.c.orig', 'd/f.c.orig', changed]],
    });
  });

  test('that change places; a chain of renames is none', () => {
    const rename = (from: string, to: string) =>
      `diff --git a/${from} b/${to}\nsimilarity index 100%\nrename from ${from}\nrename to ${to}\n`;
    expect(apply(rename('f.c', 'g.c') + rename('g.c', 'f.c'), { 'f.c': 'f\n', 'g.c': 'g\n' })).toMatchObject({
      files: [
        ['f.c', 'g.c', 'f\n'],
        ['g.c', 'f.c', 'g\n'],
      ],
    });
    expect(apply(rename('f.c', 'g.c') + rename('g.c', 'h.c'), { 'f.c': 'f\n' })).toMatchObject({
      files: [
        ['f.c', 'g.c', 'f\n'],
        ['g.c', 'h.c', 'f\n'],
      ],
    });
    expect(apply(rename('f.c', 'g.c'), { 'f.c': 'f\n', 'g.c': 'g\n' })).toEqual({
      reason: 'g.c is already in the tree',
    });
  });

  test('that are not there', () => {
    expect(apply(head('x.c') + HUNK, { 'f.c': FILE })).toEqual({ reason: 'x.c is not in the tree' });
  });
});

describe('what is refused', () => {
  test.each([
    ['../../etc/f.c', 'the path "../../etc/f.c" leads out of the tree'],
    ['.git/config', 'the path ".git/config" is git\'s own'],
    ['d/.GIT/config', 'the path "d/.GIT/config" is git\'s own'],
    ['/etc/f.c', 'the path "/etc/f.c" is absolute'],
  ])('%s', (path, message) => {
    const patch = `diff --git a/${path} b/${path}\n${head(path)}${HUNK}`;
    expect(() => parsePatch(patch)).toThrow(message);
  });

  test('counts that lie, and a patch that ends too early', () => {
    const more = head('f.c') + HUNK.replace('-3,3 +3,3', '-3,4 +3,4');
    expect(() => parsePatch(more)).toThrow('the patch ends within a hunk');
    const less = head('f.c') + HUNK.replace('-3,3 +3,3', '-3,2 +3,2');
    expect(() => parsePatch(less)).toThrow('do not fit its lines');
    expect(() => parsePatch(head('f.c') + HUNK.replace('D', '\0'))).toThrow('has NUL bytes');
  });
});
