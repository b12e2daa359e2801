// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { configurations } from '../../server/src/syntax/configure.ts';
import { showGuards } from './print.ts';

function variants(text: string, guards: { condition: string; taken: boolean }[] = []): string[] {
  return configurations(text, 0, text.length, { guards }).map((variant) => {
    expect(variant.text.length).toBe(text.length);
    return `${showGuards(variant.configuration)}: ${variant.text.replace(/\s+/g, ' ').trim()}`;
  });
}

test('an item without directives is one variant', () => {
  expect(variants('f("#if"); /* #if A */')).toEqual([': f("#if"); /* #if A */']);
});

test('two arms give two variants, the one with the condition true first', () => {
  expect(variants('a;\n#ifdef A\nb;\n#else\nc;\n#endif\nd;')).toEqual([
    'defined(A): a; b; d;',
    '!defined(A): a; c; d;',
  ]);
});

test('offsets do not move', () => {
  const text = 'a;\n#ifndef A\nb;\n#endif\nc;\n';
  const [, second] = configurations(text, 0, text.length);
  expect(second?.text).toBe(text.replace('#ifndef A', '         ').replace('#endif', '      '));
});

test('the same condition picks the same arm everywhere', () => {
  expect(variants('#ifdef A\na;\n#endif\nb;\n#ifndef A\nc;\n#endif\n')).toEqual([
    'defined(A): a; b;',
    '!defined(A): b; c;',
  ]);
});

test('nested arms and #elif', () => {
  expect(variants('#if A\n#if B\na;\n#else\nb;\n#endif\n#elif C\nc;\n#else\nd;\n#endif\n')).toEqual([
    'A B: a;',
    '!A C: c;',
    'A !B: b;',
    '!A !C: d;',
  ]);
});

test('constants and enclosing guards are not varied', () => {
  expect(variants('#if 0\na;\n#else\nb;\n#endif\n#if 1\nc;\n#endif\n')).toEqual([': b; c;']);
  expect(variants('#ifdef A\na;\n#else\nb;\n#endif\n', [{ condition: 'defined(A)', taken: false }])).toEqual([
    ': b;',
  ]);
});

test('many conditions are capped at eight variants, all true and all false first', () => {
  const text = ['A', 'B', 'C', 'D', 'E']
    .map((name) => `#ifdef ${name}\n${name.toLowerCase()};\n#endif\n`)
    .join('');
  const found = variants(text);
  expect(found.length).toBe(8);
  expect(found[0]).toBe('defined(A) defined(B) defined(C) defined(D) defined(E): a; b; c; d; e;');
  expect(found[1]).toBe('!defined(A) !defined(B) !defined(C) !defined(D) !defined(E): ');
  expect(found[2]).toContain(': a;');
});

test('directives inside are blanked with their continuation lines', () => {
  expect(variants('a;\n#define X \\\n  y\nb;\n#undef X\n#pragma pack\n')).toEqual([': a; b;']);
});
