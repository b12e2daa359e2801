// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { splitItems } from '../../server/src/syntax/items/split.ts';
import { showGuards } from './print.ts';

/** `kind name [static] {first word of the body} [guards]` per item. */
function split(text: string): string[] {
  return splitItems(text).map((item) => {
    expect(text.slice(item.nameSpan.start, item.nameSpan.end)).toBe(item.name.replace(/^sys_/, ''));
    const body = item.bodyStart === -1 ? '' : ` @${/^\S+/.exec(text.slice(item.bodyStart))?.[0]}`;
    const guards = item.guards.length > 0 ? ` [${showGuards(item.guards)}]` : '';
    return `${item.kind} ${item.name}${item.isStatic ? ' static' : ''}${body}${guards}`;
  });
}

test('functions, prototypes, variables, types, macros and includes are told apart', () => {
  expect(
    split(`#include <linux/mm.h>
#include "local.h"
#define LIMIT 16
#define PICK(a, b) \\
	((a) ? (b) : 0)
#define EMPTY
struct pool { int size; };
struct pool;
enum { A, B };
typedef int (*pool_fn)(struct pool *);
static int pool_open(struct pool *p);
static int counter;
extern struct pool *shared;
static vm_fault_t pool_fault(struct vm_fault *vmf)
{
	return 0;
}
static const struct vm_operations_struct pool_ops = {
	.fault = pool_fault,
};
`),
  ).toEqual([
    'include linux/mm.h',
    'include local.h',
    'define LIMIT @16',
    'define PICK @((a)',
    'define EMPTY',
    'type pool @{',
    'type pool',
    'type  @{',
    'type pool_fn',
    'prototype pool_open static',
    'variable counter static',
    'variable shared',
    'function pool_fault static @{',
    'variable pool_ops static @{',
  ]);
});

test('heads of functions: attributes, own line for the type, old style, macros that make a head', () => {
  expect(
    split(`static vm_fault_t __must_check a(struct vm_fault *vmf)
	__releases(vmf->ptl)
{
}
static __printf(1, 2) void b(const char *fmt, ...)
{
}
int
c(int x)
{
}
int d(x, y)
	int x;
	char *y;
{
}
int (*e(int which))(void)
{
}
SYSCALL_DEFINE2(frob, int, fd, char __user *, buf)
{
}
static DEFINE_HANDLER(g)
{
}
struct pool *h(void) { return 0; }
__visible noinstr void i(void)
{
}
`),
  ).toEqual([
    'function a static @{',
    'function b static @{',
    'function c @{',
    'function d @{',
    'function e @{',
    'function sys_frob @{',
    'function g static @{',
    'function h @{',
    'function i @{',
  ]);
});

test('variables: brace on the next line, attributes, lists, a struct with its variable, arrays, macros', () => {
  expect(
    split(`const struct vm_operations_struct a =
{
	.open = x,
};
static struct ops b __ro_after_init = { 1 };
static const struct ops c = { 1 }, d = { 2 };
static struct pair { int x, y; } e = { 1, 2 };
static struct pair { int x; } f;
static struct ops g[] = { { 1 }, { 2 } };
static DEFINE_PER_CPU(struct pool, h) = { 1 };
static int (*i)(int) = NULL;
int j = 3, k;
static struct pool l __attribute__((aligned(8))) = {};
`),
  ).toEqual([
    'variable a @{',
    'variable b static @{',
    'variable c static @{',
    'type pair static @{',
    'variable e static @{',
    'type pair static @{',
    'variable f static',
    'variable g static @{',
    'variable h static @{',
    'variable i static @NULL;',
    'variable j @3,',
    'variable l static @{};',
  ]);
});

test('macros at top level end with or without a semicolon', () => {
  expect(
    split(`EXPORT_SYMBOL(a)
module_init(b)
static int c(void) { return 0; }
MODULE_LICENSE("GPL");
static DEFINE_MUTEX(lock);
__setup("x", c)
#define D 1
`),
  ).toEqual([
    'other EXPORT_SYMBOL',
    'other module_init',
    'function c static @{',
    'other MODULE_LICENSE',
    'other DEFINE_MUTEX static',
    'other __setup',
    'define D @1',
  ]);
});

test('what the file itself defines decides its conditions from there on', () => {
  const text = `#define USE_PAGES
#define LEVEL 2
#define OFF 0
#ifdef LATER
int any(void);
#endif
#define LATER
#ifdef USE_PAGES
int a(void);
#else
int dead(void);
#endif
#if !LEVEL || 0
int open(void);
#elif OFF
int dead2(void);
#endif
#if OFF
int dead3(void);
#elif !defined(LATER)
int dead4(void);
#else
int b(void)
{
#ifdef USE_PAGES
	return LEVEL;
#endif
#ifdef OTHER
	return 1;
#endif
}
#endif
#undef USE_PAGES
#ifdef USE_PAGES
int dead5(void);
#endif
#ifdef ARM
#define OFF 1
#endif
#if OFF
int perhaps(void);
#endif
`;
  expect(split(text).filter((item) => !item.startsWith('define'))).toEqual([
    'prototype any [defined(LATER)]',
    'prototype a',
    'prototype open [!LEVEL || 0]',
    'function b @{',
    'prototype perhaps [OFF]',
  ]);
  expect(splitItems(text).find(({ name }) => name === 'b')?.decided).toEqual([
    { condition: 'defined(USE_PAGES)', taken: true },
  ]);
});

test('guards name the arms, outermost first; constants and the include guard are left out', () => {
  expect(
    split(`#ifndef POOL_H
#define POOL_H
#ifdef CONFIG_A
int a(void);
# if !defined(CONFIG_B)
int b(void);
# elif C_LEVEL > 2 /* why */
int c(void);
# else
int d(void);
# endif
#endif
#ifndef CONFIG_A
int e(void);
#else
int f(void);
#endif
#if 0
int dead(void);
#else
int g(void);
#endif
#if 1
int h(void);
#else
int dead(void);
#endif
#if defined CONFIG_A && \\
    defined (CONFIG_B)
int i(void);
#endif
#endif
`),
  ).toEqual([
    'define POOL_H',
    'prototype a [defined(CONFIG_A)]',
    'prototype b [defined(CONFIG_A) !defined(CONFIG_B)]',
    'prototype c [defined(CONFIG_A) defined(CONFIG_B) C_LEVEL > 2]',
    'prototype d [defined(CONFIG_A) defined(CONFIG_B) !C_LEVEL > 2]',
    'prototype e [!defined(CONFIG_A)]',
    'prototype f [defined(CONFIG_A)]',
    'prototype g',
    'prototype h',
    'prototype i [defined(CONFIG_A) && defined(CONFIG_B)]',
  ]);
});

test('braces may disagree between the arms of an #if', () => {
  const text = `static int a(int x)
{
#ifdef CONFIG_A
	if (x) {
#else
	if (!x) {
#endif
		x++;
	}
	return x;
}
#ifdef CONFIG_B
static int b(int x)
#else
static int b(long x)
#endif
{
	return 0;
}
#ifdef CONFIG_C
int c(int x)
{
	x++;
#else
int c(long x)
{
#endif
	return x;
}
int d(void) {
#ifdef CONFIG_D
	return 1;
}
#else
	return 2;
}
#endif
int e(void) { return 0; }
`;
  expect(split(text)).toEqual([
    'function a static @{',
    'function b static @{',
    'function c @{',
    'function d @{',
    'function e @{',
  ]);
  const b = splitItems(text)[1];
  expect(text.slice(b?.start).startsWith('#ifdef CONFIG_B')).toBe(true);
});

test('a lost brace costs one function, not the rest of the file', () => {
  expect(
    split(`int a(void)
{
#ifdef CONFIG_A
	if (x) {
#endif
	y();
}

static int b(void)
{
	return 0;
}
int c(
{
}
static int d(void) { return 0; }
`),
  ).toEqual(['function a @{', 'function b static @{', 'function c @{', 'function d static @{']);
});

test('braces, hashes and quotes in comments, strings and characters do not count', () => {
  expect(
    split(`/* int x { */
// int y { don't
static const char *a = "{ \\" /* ";
int b(void)
{
	char c = '}', d = '\\'', e = '"';
	/* } */ // }
	return c + d + e;
}
#define Q "/*" /* starts
   and goes on { */
int f(void) { return 1; }
`),
  ).toEqual(['variable a static @"{', 'function b @{', 'define Q @"/*"', 'function f @{']);
});

test('macros defined inside a body are items of their own, after the item they stand in', () => {
  expect(split('enum bits {\n#define ONE 1\n\tX = ONE,\n};\nint f(void) {\n#define TWO 2\n}\n')).toEqual([
    'type bits @{',
    'define ONE @1',
    'function f @{',
    'define TWO @2',
  ]);
});

/** `name: first and last line` of each function, with `torn` where its braces are not all its own. */
function functions(text: string): string[] {
  const line = (at: number) => text.slice(0, at).split('\n').length;
  return splitItems(text)
    .filter(({ kind }) => kind === 'function')
    .map(({ name, start, end, isTorn }) => `${name}: ${line(start)}-${line(end)}${isTorn ? ' torn' : ''}`);
}

const NEXT = 'static int next(void)\n{\n\treturn 0;\n}\n';

test('macros of the file that open a block or close one count as their braces', () => {
  const code = `#define BEGIN(x) if (x) {
#define END }
#define ELSE } else {
int a(int x)
{
	BEGIN(x)
	work();
	}
	BEGIN(x)
	work();
	END
	if (x) {
		work();
	ELSE
		other();
	END
	return 0;
}
`;
  expect(functions(code + NEXT)).toEqual(['a: 4-18 torn', 'next: 19-22']);
});

test('a macro may close the body of a function, and another one be made of it', () => {
  const code = '#define DONE(x) return x; }\n#define OVER DONE(0)\n';
  const both = 'int a(int x)\n{\n\tDONE(x)\nint b(int x)\n{\n\tif (x) {\n\t\twork();\n\t}\n\tOVER\n';
  expect(functions(code + both + NEXT)).toEqual(['a: 3-5 torn', 'b: 6-11 torn', 'next: 12-15']);
});

test('macros with whole blocks, and those that are no more, count for nothing', () => {
  const code = `#define WHOLE(x) do { work(x); } while (0)
#define TEXT "{"
#define HALF {
#undef HALF
int a(int x)
{
	WHOLE(x);
	HALF;
	print(TEXT);
}
`;
  expect(functions(code + NEXT)).toEqual(['a: 5-10', 'next: 11-14']);
});

test('a function whose { is out of sight ends with its } in column 0, and one without its } where the next begins', () => {
  const lost = 'int a(int x)\n{\n\tELSEWHERE(x)\n\twork();\n\t}\nout:\n\treturn 0;\n}\n';
  expect(functions(lost + NEXT)).toEqual(['a: 1-8 torn', 'next: 9-12']);
  const open = 'int a(int x)\n{\n\tif (x) {\n\t\twork();\n\tELSEWHERE\n\n';
  expect(functions(`${open}unsigned long b(int x)\n{\n\treturn 0;\n}\n${NEXT}`)).toEqual([
    'a: 1-5 torn',
    'b: 7-10',
    'next: 11-14',
  ]);
});

test('code without indentation, or with its braces elsewhere, is not taken for torn', () => {
  const flat = 'int a(int x)\n{\nif (x)\n{\nwork();\n}\nlist_for_each(x, y)\n{\nwork();\n}\nreturn 0;\n}\n';
  expect(functions(flat + NEXT)).toEqual(['a: 1-12', 'next: 13-16']);
  const short = 'int a(int x)\n{\n\twork(); }\nint b(int x) {\n\twork();\n\t}\n';
  expect(functions(short + NEXT)).toEqual(['a: 1-3', 'b: 4-6', 'next: 7-10']);
});
