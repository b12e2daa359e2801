// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { chooseVersionArms, withoutVersionArms } from '../../server/src/facts/file/versionArms.ts';

const NEW = 'LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0)';

/** The lines that are left of some lines, for 6.12 and for 4.9. */
function chosen(...lines: string[]): [string, string] {
  const of = (major: number, minor: number) => {
    const text = lines.join('\n');
    const result = chooseVersionArms(text, { major, minor, patch: 0 });
    expect([result.length, result.split('\n').length]).toEqual([text.length, lines.length]);
    return result
      .split('\n')
      .map((line) => line.trim().replace(/ +/g, ' '))
      .filter(Boolean)
      .join(' ');
  };
  return [of(6, 12), of(4, 9)];
}

test.each([
  ['if and else', [`#if ${NEW}`, 'a', '#else', 'b', '#endif', 'c'], ['a c', 'b c']],
  ['if alone', [`#if !(${NEW})`, 'a', '#endif'], ['', 'a']],
  ['elif', [`#if ${NEW}`, 'a', '#elif 1 < 2', 'b', '#endif'], ['a', '#if 1 < 2 b #endif']],
  [
    'a chain that another condition starts',
    ['#ifdef X', 'x', `#elif ${NEW}`, 'a', '#else', 'b', '#endif'],
    ['#ifdef X x #else a #endif', '#ifdef X x #else b #endif'],
  ],
  [
    'a chain that another condition goes on',
    [`#if ${NEW}`, 'a', '#elif defined(X)', 'x', '#else', 'b', '#endif'],
    ['a', '#if defined(X) x #else b #endif'],
  ],
  [
    'inside and around others',
    ['#ifdef X', `#if ${NEW}`, 'a', '#ifdef Y', 'y', '#endif', '#else', 'b', '#endif', '#endif'],
    ['#ifdef X a #ifdef Y y #endif #endif', '#ifdef X b #endif'],
  ],
  [
    'more than the release decides',
    [`#if ${NEW} || defined(RHEL_RELEASE_CODE)`, 'a', '#else', 'b', '#endif'],
    [
      'a',
      '#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 11, 0) || defined(RHEL_RELEASE_CODE) a #else b #endif',
    ],
  ],
  [
    'a macro within an arm',
    [`#if ${NEW}`, '#define A 1', '#else', '#define A 2', '#endif'],
    ['#define A 1', '#define A 2'],
  ],
  [
    'a release behind a macro',
    [
      '#define NEW_FAULT KERNEL_VERSION(4, 11, 0) /* struct */',
      '#if LINUX_VERSION_CODE >= NEW_FAULT',
      'a',
      '#else',
      'b',
      '#endif',
    ],
    [
      '#define NEW_FAULT KERNEL_VERSION(4, 11, 0) /* struct */ a',
      '#define NEW_FAULT KERNEL_VERSION(4, 11, 0) /* struct */ b',
    ],
  ],
  [
    'a comparison behind a macro',
    [`#define NEW_FAULT (${NEW})`, '#if !NEW_FAULT', 'a', '#endif'],
    [`#define NEW_FAULT (${NEW})`, `#define NEW_FAULT (${NEW}) a`],
  ],
  [
    'a macro with two definitions',
    [
      '#define A KERNEL_VERSION(4, 11, 0)',
      '#undef A',
      '#define A KERNEL_VERSION(9, 0, 0)',
      '#if LINUX_VERSION_CODE >= A',
      '#endif',
    ],
    [
      '#define A KERNEL_VERSION(4, 11, 0) #undef A #define A KERNEL_VERSION(9, 0, 0) #if LINUX_VERSION_CODE >= A #endif',
      '#define A KERNEL_VERSION(4, 11, 0) #undef A #define A KERNEL_VERSION(9, 0, 0) #if LINUX_VERSION_CODE >= A #endif',
    ],
  ],
  ['what only looks like one', [`/* #if ${NEW} */`, 'a'], [`/* #if ${NEW} */ a`, `/* #if ${NEW} */ a`]],
])('%s', (_, lines, expected) => {
  expect(chosen(...lines)).toEqual(expected);
});

test('a text without the word comes back as it is; one that ends in the middle is no trouble', () => {
  const text = '#ifdef X\na\n#endif\n';
  expect(chooseVersionArms(text, { major: 6, minor: 1, patch: 0 })).toBe(text);
  expect(chosen(`#if ${NEW}`, 'a')).toEqual(['a', '']);
});

test('what every release compiles is left, on its line', () => {
  const text = [
    'a();',
    '#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)',
    'vm_flags_set(vma, VM_IO);',
    '#else',
    'vma->vm_flags |= VM_IO;',
    '#endif',
    '#ifdef CONFIG_FOO',
    'b();',
    '#endif',
  ].join('\n');
  expect(
    withoutVersionArms(text)
      .split('\n')
      .map((line) => line.trim()),
  ).toEqual(['a();', '', '', '', '', '', '#ifdef CONFIG_FOO', 'b();', '#endif']);
});
