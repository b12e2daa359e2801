// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { IncrementalFile } from '../../server/src/facts/file/incrementalFile.ts';

const TEXT = `static int one(void)
{
	return 1;
}

static int two(void)
{
	return 2;
}

static const int three = 3;
`;

function names(file: IncrementalFile): string[] {
  return [...file.items]
    .sort((a, b) => file.toCurrent(a.start) - file.toCurrent(b.start))
    .map(({ name }) => name);
}

describe('a file that is edited', () => {
  test('inside a function: every other item stays the same object, and knows its new line', () => {
    const file = new IncrementalFile('a.c', TEXT);
    const [one, two, three] = file.items;
    const change = file.update(TEXT.replace('return 1;', 'int x;\n\n\treturn x;'));
    expect(change?.removed).toEqual([one]);
    expect(change?.added.map(({ name }) => name)).toEqual(['one']);
    expect(file.items).toContain(two);
    expect(file.items).toContain(three);
    expect(file.positionAt(two?.start ?? -1)).toEqual({ line: 8, column: 1 });
    expect(file.text.slice(two?.start, two?.end)).toContain('return 2;');
    expect(file.offsetAt({ line: 8, column: 1 })).toBe(two?.start);
  });

  test('to a macro: what asks for it is another item', () => {
    const asks = `#define FAST 1\n\nint one(void)\n{\n#if FAST\n\treturn 1;\n#endif\n\treturn 2;\n}\n\nint two(void)\n{\n\treturn 2;\n}\n`;
    const file = new IncrementalFile('a.c', asks);
    const change = file.update(asks.replace('FAST 1', 'FAST 0'));
    expect(change?.removed.map(({ name }) => name)).toEqual(['FAST', 'one']);
    expect(change?.added.find(({ name }) => name === 'one')?.decided).toEqual([
      { condition: 'FAST', taken: false },
    ]);
  });

  test('above an item that stays: what stands before it is what the file has now', () => {
    const file = new IncrementalFile('a.c', TEXT);
    const two = file.items[1];
    file.update(TEXT.replace('return 1;', 'return 7;'));
    expect(file.before(two?.start ?? -1)).toBe('static int one(void)\n{\n\treturn 7;\n}\n\n');
  });

  test('by blanks inside a function: no item changes, and what stands behind them moves', () => {
    const file = new IncrementalFile('a.c', TEXT);
    const [one, two] = file.items;
    const at = TEXT.indexOf('return 1;');
    const next = TEXT.replace('\n\treturn 1;', '\n\n\n\treturn 1;');
    expect(file.update(next)).toEqual({ removed: [], added: [] });
    expect(file.items.slice(0, 2)).toEqual([one, two]);
    expect(file.positionAt(at)).toEqual({ line: 5, column: 2 });
    const return1 = next.indexOf('return 1;');
    expect(file.toCurrent(file.fromCurrent(return1))).toBe(return1);
    expect(file.fromCurrent(return1 - 3)).toBe(at - 1);
    expect(file.positionAt(two?.start ?? -1)).toEqual({ line: 8, column: 1 });
    // Then a word, in the same function.
    const change = file.update(next.replace('return 1;', 'return 17;'));
    expect(change?.removed).toEqual([one]);
    const [added] = change?.added ?? [];
    expect(file.text.slice(added?.start, added?.end)).toBe('static int one(void)\n{\n\n\n\treturn 17;\n}');
    file.update(TEXT);
    expect(names(file)).toEqual(['one', 'two', 'three']);
    expect(file.positionAt(two?.start ?? -1)).toEqual({ line: 6, column: 1 });
  });

  test.each([
    ['between a name and its bracket', 'f(1);', 'f (1);'],
    ['in a string', 's = "a b";', 's = "a  b";'],
    ['beside a remark', 'x = 1; // y', 'x = 1;\n// y'],
    ['that part a word', 'int x;', 'in t x;'],
  ])('by blanks %s the function changes', (_, before, after) => {
    const file = new IncrementalFile('a.c', TEXT.replace('return 1;', before));
    expect(file.update(TEXT.replace('return 1;', after))?.added.map(({ name }) => name)).toEqual(['one']);
  });

  test('between items, by a new item and by one that is gone', () => {
    const file = new IncrementalFile('a.c', TEXT);
    file.update(TEXT.replace('static int two', 'static int four;\n\nstatic int two'));
    expect(names(file)).toEqual(['one', 'four', 'two', 'three']);
    file.update(TEXT.replace(/static int two[^}]*}\n/, ''));
    expect(names(file)).toEqual(['one', 'three']);
  });

  test('by a brace that swallows the rest, and back', () => {
    const file = new IncrementalFile('a.c', TEXT);
    file.update(TEXT.replace('return 1;', 'if (1) {\n\treturn 1;'));
    const broken = new IncrementalFile('a.c', file.current.text);
    expect(names(file)).toEqual(names(broken));
    file.update(TEXT);
    expect(names(file)).toEqual(['one', 'two', 'three']);
  });

  test('by an #if around it: what stands inside is another item', () => {
    const file = new IncrementalFile('a.c', TEXT);
    const two = file.items[1];
    file.update(
      TEXT.replace('static int two', '#ifdef X\nstatic int two').replace(
        'static const',
        '#endif\nstatic const',
      ),
    );
    expect(file.items).not.toContain(two);
    expect(file.items.find(({ name }) => name === 'two')?.guards).toEqual([
      { condition: 'defined(X)', taken: true },
    ]);
  });

  test('so often that it starts afresh', () => {
    const file = new IncrementalFile('a.c', TEXT);
    const long = `/* ${'x'.repeat((1 << 20) + 4096)} */`;
    expect(file.update(TEXT.replace('return 1;', `${long}return 1;`))).not.toBeNull();
    expect(file.update(TEXT)).toBeNull();
    expect(file.text).toBe(file.current.text);
  });
});
