// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { FunctionSyntax } from '../../server/src/syntax/ast.ts';
import { splitItems } from '../../server/src/syntax/items/split.ts';
import { parseFunction, parseVariable } from '../../server/src/syntax/parse.ts';
import { showDeclarator, showGuards, showStatements } from './print.ts';

function functions(text: string): FunctionSyntax[] {
  return splitItems(text).flatMap((item) => parseFunction(text, item));
}

/** The statements of a function with this body, in its first configuration. */
function body(statements: string): string {
  const [first] = functions(`void f(void)\n{\n${statements}\n}\n`);
  return first ? showStatements(first.body.statements) : '';
}

function head(text: string): string {
  return functions(`${text}\n{\n}\n`)
    .map((f) => {
      const words = [f.isStatic ? 'static ' : '', f.isInline ? 'inline ' : ''].join('');
      return `${words}<${f.returnType}> ${f.name}(${f.parameters.map((p) => `<${p.type}>${p.name}`).join(', ')})`;
    })
    .join('\n');
}

test('heads: types in one spelling, without attributes', () => {
  expect(
    head('static inline struct page  *\nf(struct vm_fault *vmf, const char __user * const buf, int n)'),
  ).toBe('static inline <struct page *> f(<struct vm_fault *>vmf, <const char *const>buf, <int>n)');
  expect(head('vm_fault_t __must_check f(struct vm_fault *vmf) __releases(x)')).toBe(
    '<vm_fault_t> f(<struct vm_fault *>vmf)',
  );
  expect(head('int f(void)')).toBe('<int> f()');
  expect(head('int f(int (*cb)(void *, int), char *v[], unsigned long, ...)')).toBe(
    '<int> f(<int (*)(void *, int)>cb, <char *[]>v, <unsigned long>, <...>)',
  );
  expect(head('int f(a, b)\n\tint a;\n\tchar *b;')).toBe('<int> f(<int>a, <char *>b)');
  expect(head('SYSCALL_DEFINE2(read, unsigned int, fd, char __user *, buf)')).toBe(
    '<long> sys_read(<unsigned int>fd, <char *>buf)',
  );
});

test('spans of a function point into the file', () => {
  const text = '/* one */\nstatic int f(int x)\n{\n\treturn x;\n}\n';
  const [f] = functions(text);
  expect(text.slice(f?.nameSpan.start, f?.nameSpan.end)).toBe('f');
  expect(text.slice(f?.returnTypeSpan.start, f?.returnTypeSpan.end)).toBe('static int');
  expect(text.slice(f?.parametersSpan.start, f?.parametersSpan.end)).toBe('(int x)');
  const [statement] = f?.body.statements ?? [];
  expect(text.slice(statement?.start, statement?.end)).toBe('return x;');
});

test('expressions', () => {
  expect(body('a = b->c.d[1] + ~e * -f;')).toBe('(= a (+ b->c.d[1] (* (~ e) (- f))));');
  expect(body('x |= y && !z || w;')).toBe('(|= x (|| (&& y (! z)) w));');
  expect(body('x ? y : z; x ?: z;')).toBe('(?: x y z); (?: x - z);');
  expect(body('x++; --y; *p = &q; a, b;')).toBe('(post++ x); (pre-- y); (= (* p) (& q)); (, a b);');
  expect(body('!x->n++; (!x)++; *p++; -*p--;')).toBe(
    '(! (post++ x->n)); (post++ (! x)); (* (post++ p)); (- (* (post-- p)));',
  );
  expect(body('(u32)-1; (u64)(x); (struct foo *)p; (unsigned long)p;')).toBe(
    '(cast <u32> (- 1)); (cast <u64> x); (cast <struct foo *> p); (cast <unsigned long> p);',
  );
  expect(body('x = 0x10 + 010 + 1UL + \'a\' + \'\\n\'; s = "a" "b";')).toBe(
    '(= x (+ (+ (+ (+ 16 8) 1) 97) 10)); (= s "ab");',
  );
  expect(body('x = ({ int y = 1; y; });')).toBe('(= x ({ decl(y:<int> = 1); y; }));');
  expect(body('x = (struct foo){ .a = 1, [2] = 3, b: 4 };')).toBe(
    '(= x (<struct foo> {.a=1, [2]=3, .b=4}));',
  );
  expect(body('x = sizeof(struct foo) * sizeof y + __alignof__(*z);')).toBe(
    '(= x (+ (* sizeof sizeof) sizeof));',
  );
  expect(body('(*fn)(x)(y);')).toBe('(* fn)(x)(y);');
});

test('statements', () => {
  expect(body('if (a) b(); else if (c) d(); else { e(); }')).toBe('if a b(); else if c d(); else { e(); }');
  expect(body('if (a) ; while (b) ; do { c(); } while (d);')).toBe(
    'if a ; else - while b ; do { c(); } while d;',
  );
  expect(body('for (i = 0; i < 3; i++) x(); for (;;) break; for (int j = 0, k; ; j++, k--) continue;')).toBe(
    'for ((= i 0); (< i 3); (post++ i)) x(); for (- -; -) break; for (decl(j:<int> = 0, k:<int>); -; (, (post++ j) (post-- k))) continue;',
  );
  expect(body('switch (x) { case 1: case 2 ... A: int y; f(); break; default: g(); }')).toBe(
    'switch x { case 1: case 2..A: decl(y:<int>); f(); break; default: g(); }',
  );
  expect(body('goto out; goto *p[1]; q = &&out; return; out:')).toBe(
    'goto out; goto *; (= q (& out)); return; out:',
  );
  expect(body('again: int x; if (x) goto again; end: ; last: }')).toContain('again: decl(x:<int>);');
});

test('declarations', () => {
  expect(body('static const struct foo *p = q, a[3] = { 1 }, *const r = s;')).toBe(
    'decl(static p:<const struct foo *> = q, static const! a:<const struct foo []> = {1}, static const! r:<const struct foo *const> = s);',
  );
  expect(body('int (*fn)(int) = NULL; typeof(*x) y;')).toBe(
    'decl(fn:<int (*)(int)> = NULL); decl(y:<typeof(*x)>);',
  );
  expect(body('struct page *p __free(put_page) = x, *q;')).toBe(
    'decl(p:<struct page *> free put_page = x, q:<struct page *>);',
  );
  expect(body('struct foo __rcu *p __maybe_unused = x; register int r asm("r0");')).toBe(
    'decl(p:<struct foo *> = x); decl(r:<int>);',
  );
  expect(body('struct foo __newattr *p __other = x; int __newattr y;')).toBe(
    'decl(p:<struct foo *> = x); decl(y:<int>);',
  );
  expect(body('__u32 x; foo_t __y = 1; unsigned __int128 z;')).toBe(
    'decl(x:<__u32>); decl(__y:<foo_t> = 1); decl(z:<unsigned __int128>);',
  );
});

test('loop macros name what they set', () => {
  expect(body('list_for_each_entry_safe(a, b, &c->list, node) { d(a); }')).toBe(
    'loop list_for_each_entry_safe(a, b, (& c->list), node) sets 0,1 { d(a); }',
  );
  expect(body('for_each_online_cpu(cpu)\n\tx += cpu;')).toBe(
    'loop for_each_online_cpu(cpu) sets 0 (+= x cpu);',
  );
  expect(body('xa_for_each(&xa, index, entry) f(entry);')).toBe(
    'loop xa_for_each((& xa), index, entry) sets 1,2 f(entry);',
  );
  expect(body('if (x) list_for_each_entry(a, b, c) d(); else e();')).toBe(
    'if x loop list_for_each_entry(a, b, c) sets 0 d(); else e();',
  );
  expect(body('MY_LOOP(a, b) { c(); }')).toBe('loop MY_LOOP(a, b) sets  { c(); }');
  expect(body('for_each_thing() { c(); }')).toBe('loop for_each_thing() sets  { c(); }');
  expect(body('bus_for_each_dev(bus, fn); do { x(); } while_each_thread(a, b);')).toBe(
    'bus_for_each_dev(bus, fn); do { x(); } while (, a b);',
  );
});

test('guards', () => {
  expect(body('scoped_guard(mutex, &p->lock) { a(); }')).toBe('guard mutex((& p->lock)) { a(); }');
  expect(body('scoped_guard(rcu) a();')).toBe('guard rcu() a();');
  expect(body('scoped_cond_guard(mutex_intr, return -EINTR, &m) a();')).toBe(
    'guard mutex_intr((& m)) or return (- EINTR); a();',
  );
  expect(body('scoped_cond_guard(mutex_try, continue, &m) { a(); }')).toBe(
    'guard mutex_try((& m)) or continue; { a(); }',
  );
  expect(body('guard(mutex)(&p->lock); a();')).toBe('guard(mutex)((& p->lock)); a();');
});

test('types as arguments are names', () => {
  expect(body('x = container_of(p, struct foo, m); y = min_t(unsigned long, a, b);')).toBe(
    '(= x container_of(p, struct foo, m)); (= y min_t(unsigned long, a, b));',
  );
  expect(body('x = va_arg(ap, struct foo *); y = va_arg(ap, int); z = offsetof(struct foo, a.b[1]);')).toBe(
    '(= x va_arg(ap, struct foo *)); (= y va_arg(ap, int)); (= z offsetof(struct foo, a.b[1]));',
  );
});

test('string macros', () => {
  expect(body('printk(KERN_INFO PFX "a" PRIX "b"); f("%" __stringify(X) "s");')).toBe(
    'printk("ab"); f("%s");',
  );
});

test('words behind asm that can be cut in many ways are read once', () => {
  expect(body(`a(); asm ${'__volatile__volatile'.repeat(40)};`)).toContain('a()');
});

test('what does not parse is opaque in place, with its words', () => {
  expect(body('a(); asm volatile("nop" : "=r" (x) : "r" (y) : "memory"); b();')).toBe(
    'a(); OPAQUE[x y]; b();',
  );
  expect(body('a(); x = f(b c d); e();')).toMatch(/^a\(\); .*OPAQUE\[.*\].* e\(\);$/);
  expect(body('a(); if (b c) d(); e();')).toMatch(/^a\(\); if OPAQUE\[.*\] d\(\); else - e\(\);$/);
});

test('a selection by type is what all of its arms say, or unknown', () => {
  expect(body('x = _Generic((p), struct a *: f(p))->y;')).toBe('(= x f(p)->y);');
  expect(
    body('x = g(_Generic(p, const struct a *: (const struct b *)f(p), struct a *: (struct b *)f(p)), 1);'),
  ).toBe('(= x g((cast <struct b *> f(p)), 1));');
  expect(
    body(
      'x = _Generic(p, struct a *: in(p, struct b), const struct a *: (const struct b *)in(p, const struct b));',
    ),
  ).toMatch(/^\(= x .*in\(p, .*\)\);$/);
  expect(body('_Generic(p, struct a *: f, struct b *: g)(p); h();')).toBe(
    'OPAQUE[_Generic p a f b g](p); h();',
  );
  expect(body('x = _Generic(p); h();')).toMatch(/OPAQUE.* h\(\);$/);
});

test('one reading per configuration', () => {
  const text =
    'int f(int x)\n{\n#ifdef CONFIG_A\n\tif (x) {\n#else\n\tif (!x) {\n#endif\n\t\tx++;\n\t}\n\treturn x;\n}\n';
  expect(
    functions(text).map((f) => `${showGuards(f.configuration)} ${showStatements(f.body.statements)}`),
  ).toEqual([
    'defined(CONFIG_A) if x { (post++ x); } else - return x;',
    '!defined(CONFIG_A) if (! x) { (post++ x); } else - return x;',
  ]);
});

test('the enclosing #if decides inside', () => {
  const text =
    '#ifdef CONFIG_A\nint f(void)\n{\n#ifdef CONFIG_A\n\treturn 1;\n#else\n\treturn 2;\n#endif\n}\n#endif\n';
  expect(functions(text).map((f) => showStatements(f.body.statements))).toEqual(['return 1;']);
});

test('a head that differs between arms', () => {
  const text =
    '#ifdef CONFIG_A\nstatic int f(struct a *x)\n#else\nstatic long f(struct b *y)\n#endif\n{\n\treturn 0;\n}\n';
  expect(
    functions(text).map((f) => `<${f.returnType}> ${f.parameters.map((p) => p.type + p.name).join()}`),
  ).toEqual(['<int> struct a *x', '<long> struct b *y']);
});

function variables(text: string): string[] {
  return splitItems(text)
    .flatMap((item) => parseVariable(text, item))
    .map((v) => `${showGuards(v.configuration)}|${showDeclarator(v.declarator)}`);
}

test('variables: lists, arms, designators, macros that declare', () => {
  expect(
    variables(`static const struct vm_operations_struct a = {
	.fault = f,
#ifdef CONFIG_NUMA
	.set_policy = (void *)g,
#endif
	open: &h,
	.x.y = 1,
}, b =
{ };
`),
  ).toEqual([
    'defined(CONFIG_NUMA)|static const! a:<const struct vm_operations_struct> = {.fault=f, .set_policy=(cast <void *> g), .open=(& h), .x.y=1}',
    'defined(CONFIG_NUMA)|static const! b:<const struct vm_operations_struct> = {}',
    '!defined(CONFIG_NUMA)|static const! a:<const struct vm_operations_struct> = {.fault=f, .open=(& h), .x.y=1}',
    '!defined(CONFIG_NUMA)|static const! b:<const struct vm_operations_struct> = {}',
  ]);
  expect(variables('struct ops a[] __ro_after_init = { { f }, { .x = g } };')).toEqual([
    '|a:<struct ops []> = {{f}, {.x=g}}',
  ]);
  expect(variables('static DEFINE_PER_CPU(struct foo, v) = { 1 };')).toEqual(['|static v:<> = {1}']);
  expect(variables('static struct foo { int a; } x = { 1 };')).toEqual(['|static x:<struct foo> = {1}']);
  expect(variables('int x; extern int y;')).toEqual([]);
});
