// SPDX-License-Identifier: GPL-2.0-only
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSkipped, MAX_FILE_BYTES, MAX_LINE_BYTES, readSource } from '../../server/src/io/read.ts';
import { tempTree } from './tempTree.ts';

/** The text of a file with these bytes, or why it is skipped. */
function read(content: string | Buffer): string {
  const result = readSource(join(tempTree({ 'a.c': content }), 'a.c'), 'shown/a.c');
  if (isSkipped(result)) {
    expect(result.path).toBe('shown/a.c');
    return result.reason;
  }
  expect(result.path).toBe('shown/a.c');
  return result.text;
}

describe('text', () => {
  test.each([
    ['ASCII', 'int x;\n', 'int x;\n'],
    ['UTF-8', '/* ü € */\n', '/* ü € */\n'],
    ['latin1', Buffer.from([0x2f, 0x2a, 0xfc, 0x2a, 0x2f]), '/*ü*/'],
    ['CRLF, kept', 'a\r\nb\r\n', 'a\r\nb\r\n'],
    ['CR alone', 'a\rb\r', 'a\nb\n'],
    ['CR among lines, kept', 'a\rb\n', 'a\rb\n'],
    ['a byte order mark, kept', '\ufeffint x;', '\ufeffint x;'],
    ['nothing', '', ''],
    ['half a file', 'int f(void) {\n\tif (', 'int f(void) {\n\tif ('],
  ])('%s', (_name, content, text) => {
    expect(read(content)).toBe(text);
  });

  test('the longest line that is read', () => {
    const text = `${'x,'.repeat(MAX_LINE_BYTES / 2)}\n${'y,'.repeat(MAX_LINE_BYTES / 2)}`;
    expect(read(text)).toBe(text);
  });
});

describe('what is skipped', () => {
  test.each([' ', '\n', 'a', '*'])('a long run of %j', (piece) => {
    expect(read(`int x;${piece.repeat(64 * 1024 + 1)};`)).toBe(
      'has more than 64 KB of blanks, of letters or of one character in a row',
    );
  });

  test('NUL bytes', () => {
    expect(read('int x;\0')).toBe('has NUL bytes, so it is not C source');
  });

  test('a longer line', () => {
    expect(read(`a\n${'x'.repeat(MAX_LINE_BYTES + 1)}`)).toBe('has a line longer than 5 MB');
    expect(read(`${'x'.repeat(MAX_LINE_BYTES + 1)}\na`)).toBe('has a line longer than 5 MB');
  });

  test('a large file', () => {
    expect(read(Buffer.alloc(MAX_FILE_BYTES + 1, 'x\n'))).toBe('is larger than 20 MB');
  });

  test('what is not there, or no file', () => {
    const root = tempTree({ 'a.c': '' });
    const reason = (path: string) => {
      const result = readSource(join(root, path), path);
      return isSkipped(result) ? result.reason : 'read';
    };
    symlinkSync('loop.c', join(root, 'loop.c'));
    symlinkSync('gone.c', join(root, 'dangling.c'));
    symlinkSync('a.c', join(root, 'link.c'));
    execFileSync('mkfifo', [join(root, 'pipe.c')]);
    expect(reason('link.c')).toBe('read');
    expect(reason('gone.c')).toBe('does not exist');
    expect(reason('a.c/b.c')).toBe('does not exist');
    expect(reason('dangling.c')).toBe('does not exist');
    expect(reason('loop.c')).toBe('cannot be read: symbolic links form a loop');
    expect(reason('.')).toBe('is a directory');
    expect(reason('pipe.c')).toBe('is not a regular file');
    expect(reason(`${'x'.repeat(300)}.c`)).toBe('cannot be read: the name is too long');
  });
});
