// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { splitItems } from '../../server/src/syntax/items/split.ts';
import { maskBody, maskDeclaration } from '../../server/src/syntax/mask/mask.ts';
import { parseFunction, parseVariable } from '../../server/src/syntax/parse.ts';

const SAMPLE = `#ifdef CONFIG_A
static vm_fault_t a_fault(struct vm_fault *vmf)
{
	struct page *page __free(put_page) = NULL;
	list_for_each_entry(p, &head, node) {
		if (p->x == '}' || "{"[0])
			goto out;
	}
	asm volatile("nop" ::: "memory");
	switch (x) { case 1 ... 3: break; default: scoped_guard(mutex, &m) return 0; }
out:
	return VM_FAULT_NOPAGE;
}
#else
struct ops { int (*f)(int); union { int a; }; };
#endif
static const struct vm_operations_struct a_ops = { .fault = a_fault, [1] = { 2 } }; /* end */
`;

function readEverything(text: string): void {
  for (const item of splitItems(text)) {
    expect(item.start).toBeGreaterThanOrEqual(0);
    expect(item.end).toBeLessThanOrEqual(text.length);
    expect(item.start).toBeLessThanOrEqual(item.end);
    parseFunction(text, item);
    parseVariable(text, item);
  }
}

test('half a file at every length is read without an error', () => {
  for (let end = 0; end <= SAMPLE.length; end++) readEverything(SAMPLE.slice(0, end));
});

test('a file with any one character lost or doubled is read without an error', () => {
  for (let at = 0; at < SAMPLE.length; at++) {
    readEverything(SAMPLE.slice(0, at) + SAMPLE.slice(at + 1));
    readEverything(SAMPLE.slice(0, at) + SAMPLE.charAt(at) + SAMPLE.slice(at));
  }
});

test('odd texts give no error', () => {
  const odd = [
    '',
    '\0',
    '\0'.repeat(50),
    '{',
    '}',
    '(((',
    ')))',
    '#',
    '#if',
    '#else',
    '#endif',
    '/*',
    '//',
    '"',
    "'",
    '\\',
  ];
  for (const text of odd) {
    expect(Array.isArray(splitItems(text))).toBe(true);
    readEverything(`int f(void) {${text}`);
    readEverything(`int f(void) {${text}}`);
    readEverything(`int x = {${text}};`);
    readEverything(`${text}int f(void) { return 0; }`);
  }
});

test('a line of many megabytes is one pass', () => {
  const items = splitItems(`int x[] = { ${'1, '.repeat(2_000_000)} };\nint f(void) { return 0; }\n`);
  expect(items.map((item) => item.name)).toEqual(['x', 'f']);
});

/** Runs that a scan must pass over once, however they end. */
const LONG = 40_000;

test.each([
  [
    'declarations behind a macro without its semicolon',
    `static DEFINE_SPINLOCK(foo)\n${'static int v;\n'.repeat(LONG)}`,
  ],
  ['parameters of an old definition', `int f(a)\n${'int a;\n'.repeat(LONG)}`],
  ['names in parentheses', `int f(${'a, '.repeat(LONG)}a b) int a;`],
  ['blanks', `int f(a)${' '.repeat(LONG)}int a;${' '.repeat(LONG)}`],
])('%s are one pass', (_, text) => {
  expect(splitItems(`${text}\nint last;\n`).at(-1)?.name).toBe('last');
});

test('a definition in the old style is one item, whatever its parameters are declared as', () => {
  const [f, g] = splitItems('int f(a, b)\n\tint a; /* first */\n\tchar *b[], c;\n{\n}\nint g(void) {}\n');
  expect([f?.kind, f?.name, g?.name]).toEqual(['function', 'f', 'g']);
});

test('masking keeps length and lines', () => {
  const bodies = splitItems(SAMPLE).filter((item) => item.kind === 'function');
  for (const item of bodies) {
    const text = SAMPLE.slice(item.start, item.end);
    const masked = maskBody(text, item.bodyStart - item.start).text;
    expect(masked.length).toBe(text.length);
    expect(masked.replace(/[^\n]/g, '')).toBe(text.replace(/[^\n]/g, ''));
  }
  expect(maskDeclaration(SAMPLE).text.length).toBe(SAMPLE.length);
});
