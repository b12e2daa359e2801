// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { parseStatements } from '../../server/src/syntax/fragment.ts';
import {
  expandMacros,
  type MacroBody,
  markedText,
  replacementText,
} from '../../server/src/syntax/macros/macroText.ts';

const macro = (name: string, parameters: string[] | null, text: string, isVariadic = false): MacroBody => ({
  name,
  parameters,
  isVariadic,
  text,
});

function expanded(text: string, ...macros: MacroBody[]): string | undefined {
  const lookup = (name: string) => macros.find((one) => one.name === name) ?? null;
  return expandMacros(markedText(text, 0, text.length), lookup)?.text;
}

describe('expansion', () => {
  test('puts arguments in place of parameters, not into strings and members', () => {
    expect(expanded('SET(a->x, 3)', macro('SET', ['x', 'v'], '(x)->x = v; p("x")'))).toBe(
      '(a->x)->a->x = 3; p("x")',
    );
  });

  test('keeps commas in parentheses together', () => {
    expect(expanded('ONE(f(a, b))', macro('ONE', ['x'], 'g(x)'))).toBe('g(f(a, b))');
  });

  test('takes commas and brackets in literals for words', () => {
    const log = macro('LOG', ['fmt', '__VA_ARGS__'], 'printk("[%d] " fmt, n, ##__VA_ARGS__)', true);
    expect(expanded('LOG("{{%u:%u}},{%lx}", a, b, c)', log)).toBe(
      'printk("[%d] " "{{%u:%u}},{%lx}", n,a, b, c)',
    );
    expect(expanded("PUT(')', \"),(\") + PUT(',', d)", macro('PUT', ['c', 's'], 'g(s, c)'))).toBe(
      "g(\"),(\", ')') + g(d, ',')",
    );
  });

  test('pastes words and makes strings of arguments', () => {
    expect(expanded('M(foo)', macro('M', ['n'], 'n ## _lock(#n)'))).toBe('foo_lock("")');
  });

  test('takes the comma out before arguments that are missing', () => {
    const log = macro('LOG', ['fmt', '__VA_ARGS__'], 'printk(fmt, ##__VA_ARGS__)', true);
    expect(expanded('LOG("a")', log)).toBe('printk("a")');
    expect(expanded('LOG("a", b, c)', log)).toBe('printk("a",b, c)');
  });

  test('expands macros inside of macros, and no macro inside of itself', () => {
    const outer = macro('OUTER', ['x'], 'INNER(x) + OUTER(x)');
    expect(expanded('OUTER(1)', outer, macro('INNER', ['y'], '(y * N)'), macro('N', null, '7'))).toBe(
      '(1 * 7) + OUTER(1)',
    );
  });

  test('leaves a call with another number of arguments alone', () => {
    expect(expanded('ONE(a, b)', macro('ONE', ['x'], 'x'))).toBe('ONE(a, b)');
    expect(expanded('ONE', macro('ONE', ['x'], 'x'))).toBe('ONE');
  });

  test('gives up where it grows without end', () => {
    const twice = Array.from({ length: 9 }, (_, n) => macro(`M${n}`, ['x'], `M${n + 1}(x x x x)`));
    expect(expanded(`M0(${'word '.repeat(40)})`, ...twice)).toBeUndefined();
  });

  test('knows where the characters of the arguments were written', () => {
    const text = 'CALL(abc)';
    const result = expandMacros(markedText(text, 0, text.length), () => macro('CALL', ['x'], 'f(x)'));
    expect(result).toEqual({ text: 'f(abc)', at: [-1, -1, 5, 6, 7, -1] });
  });
});

test('a replacement has neither comments nor line breaks', () => {
  const text = 'do { /* twice */ \\\n\tf(); \\\n} while (0) // end';
  expect(replacementText(text, 0, text.length)).toBe('do { f(); } while (0)');
});

test('statements of a text come with its offsets; half ones are none', () => {
  const [call] = parseStatements('  foo(a)') ?? [];
  expect(call).toMatchObject({ kind: 'expression', start: 2 });
  expect(parseStatements('if (a) {')).toBeNull();
  expect(parseStatements('} f() {')).toBeNull();
});
