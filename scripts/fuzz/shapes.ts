// SPDX-License-Identifier: GPL-2.0-only
/** Inputs of nesting and size: each a C file of one shape, as deep or as long as is asked for. */

type Piece = string | ((index: number) => string);
/** What stands in one place, as large as is asked for. */
type Make = (size: number) => string;

const times = (n: number, piece: Piece): string =>
  typeof piece === 'string' ? piece.repeat(n) : Array.from({ length: n }, (_, i) => piece(i)).join('');
const around = (n: number, open: string, middle: string, close: string): string =>
  times(n, open) + middle + times(n, close);

/** A function whose body is the shape, used as a handler. */
const body = (text: string): string =>
  `static vm_fault_t odd_fault(struct vm_fault *vmf)\n{\n\tint a = 0, b = 0, x = 0;\n${text}\n\treturn 0;\n}\n`;
const statement =
  (make: Make): Make =>
  (n) =>
    body(make(n));
const expression =
  (make: Make): Make =>
  (n) =>
    body(`\ta = ${make(n)};`);
const test =
  (make: Make): Make =>
  (n) =>
    body(`\tif (${make(n)})\n\t\treturn VM_FAULT_SIGBUS;`);
const top =
  (make: Make): Make =>
  (n) =>
    `${make(n)}\n${body('')}`;

/** What stands in the body of a handler, by name. */
const STATEMENTS: Record<string, Make> = {
  'nested blocks': (n) => around(n, '{', ';', '}'),
  'nested blocks, lines': (n) => around(n, '{\n', ';', '}\n'),
  'nested if without braces': (n) => `${times(n, (i) => `if (a${i}) `)}b();`,
  'nested if with braces': (n) => around(n, 'if (a) {\n', 'b();', '}\n'),
  'nested if with else': (n) => around(n, 'if (a) {\n', 'b();', '} else {\n b++;\n}\n'),
  'nested in else': (n) => around(n, 'if (a) { b(); } else {\n', 'b();', '}\n'),
  'else-if chain': (n) => `if (a) b(); ${times(n, (i) => `else if (a == ${i}) c${i}();\n`)}`,
  'else-if chain with braces': (n) =>
    `if (a) {b();} ${times(n, (i) => `else if (a == ${i}) { x = ${i}; }\n`)} else { x = 1; }`,
  'nested switch': (n) => around(n, 'switch (a) { case 1:\n', ';', '}\n'),
  'nested switch without braces': (n) => `${times(n, 'switch (a) case 1: ')};`,
  'nested for': (n) => around(n, 'for (a = 0; a < 3; a++) {\n', 'b++;', '}\n'),
  'nested for without braces': (n) => `${times(n, 'for (;;) ')}b++;`,
  'nested while': (n) => around(n, 'while (a) {\n', 'b++;', '}\n'),
  'nested while without braces': (n) => `${times(n, 'while (a) ')}b++;`,
  'nested do': (n) => around(n, 'do {\n', 'b++;', '} while (a);\n'),
  'nested macro loops': (n) => around(n, 'list_for_each_entry(p, &h, l) {\n', 'b++;', '}\n'),
  'nested macro loops without braces': (n) => `${times(n, 'for_each_cpu(a, m) ')}b++;`,
  'nested scoped_guard': (n) => around(n, 'scoped_guard(mutex, &m) {\n', 'b++;', '}\n'),
  'nested scoped_guard without braces': (n) => `${times(n, 'scoped_guard(mutex, &m) ')}b++;`,
  'nested case labels': (n) => `switch (a) { ${times(n, (i) => `case ${i}: `)} b++; }`,
  'nested labels': (n) => `${times(n, (i) => `l${i}: `)} b++;`,
  'nested statement expressions': (n) => `a = ${around(n, '({ ', '1; ', '}); ').replace(/; $/, ';')};`,
  'nested functions': (n) => around(n, 'int f(int q) {\n', 'b++;', '}\n'),
  'sequential if': (n) => times(n, (i) => `if (a${i}) b${i}();\n`),
  'sequential if with return': (n) => times(n, (i) => `if (a${i}) return VM_FAULT_SIGBUS;\n`),
  'sequential if on globals and calls': (n) => times(n, (i) => `if (f${i}(vmf)) x |= ${i};\n`),
  'sequential if with locks': (n) =>
    times(n, (i) => `if (a${i}) mutex_lock(&m${i});\nif (a${i}) mutex_unlock(&m${i});\n`),
  'sequential switch': (n) => times(n, (i) => `switch (a${i}) { case 1: b(); break; default: c(); }\n`),
  'sequential for': (n) => times(n, 'for (a = 0; a < 3; a++) b++;\n'),
  'sequential while': (n) => times(n, (i) => `while (a${i}) b++;\n`),
  'sequential do': (n) => times(n, (i) => `do { b++; } while (c${i});\n`),
  'sequential goto': (n) => times(n, (i) => `if (a == ${i}) goto l${i};\nb++;\nl${i}:\n`),
  'gotos backwards': (n) =>
    `${times(n, (i) => `l${i}: b${i}();\n`)}${times(n, (i) => `if (a${i}) goto l${i};\n`)}`,
  'gotos to one label': (n) => `${times(n, (i) => `if (a${i}) goto out;\n`)}out: b++;`,
  'sequential calls': (n) => times(n, (i) => `f${i}(vmf, a);\n`),
  'sequential assignments': (n) => times(n, (i) => `v${i} = v${i + 1};\n`),
  'sequential increments': (n) => times(n, 'a = a + b;\n'),
  'sequential growth': (n) => times(n, 'a = (a << 1) + f(a);\n'),
  'sequential declarations': (n) => times(n, (i) => `int v${i} = ${i};\n`),
  'sequential locks': (n) => times(n, 'spin_lock(&l); b++; spin_unlock(&l);\n'),
  'locks never given back': (n) => times(n, (i) => `spin_lock(&l${i});\n`),
  'sequential empty statements': (n) => times(n, ';'),
  'sequential returns': (n) => times(n, 'return 0;\n'),
  'sequential blocks': (n) => times(n, '{ b++; }\n'),
  'sequential asm': (n) => times(n, 'asm volatile("nop" : : "r"(a) : "memory");\n'),
  'sequential insert calls': (n) => times(n, (i) => `if (vmf_insert_pfn(vmf->vma, ${i}, a)) b++;\n`),
  'many statements in a loop': (n) =>
    `while (a) {\n${times(n, (i) => `if (c${i}) { b${i}(); continue; }\n`)}}`,
  'switch with many cases': (n) => `switch (a) {\n${times(n, (i) => `case ${i}: b${i}(); break;\n`)}}`,
  'switch with many falling cases': (n) => `switch (a) {\n${times(n, (i) => `case ${i}:\n`)}b++;\n}`,
  'switch with many falling statements': (n) => `switch (a) {\n${times(n, (i) => `case ${i}: b++;\n`)}}`,
  'switch with many returns': (n) =>
    `switch (a) {\n${times(n, (i) => `case ${i}: return VM_FAULT_SIGBUS;\n`)}}`,
  'case ranges': (n) =>
    `switch (a) {\n${times(n, (i) => `case ${i * 2} ... ${i * 2 + 1}: b = ${i}; break;\n`)}}`,
  'asm operands': (n) =>
    `asm volatile("nop" : ${times(n, (i) => `"=r"(v${i}), `)}"=r"(a) : ${times(n, '"r"(b), ')}"r"(b));`,
  'asm goto labels': (n) => `asm goto("nop" : : : : ${times(n, (i) => `l${i}, `)}out);\nout: ;`,
  'asm of many strings': (n) => `asm volatile(${times(n, '"nop\\n\\t"\n')});`,
  'local typedefs': (n) => times(n, (i) => `typedef int t${i};\n`),
  'local structs': (n) => times(n, (i) => `struct s${i} { int a; } v${i};\n`),
  'local #if, sequential': (n) => times(n, (i) => `#ifdef A${i}\n b++;\n#endif\n`),
  'local #if, nested': (n) => `${times(n, (i) => `#ifdef A${i}\n`)}b++;\n${times(n, '#endif\n')}`,
  'local #elif': (n) => `#if A\n;\n${times(n, (i) => `#elif A${i}\nb++;\n`)}#endif\n`,
  'local #if 0': (n) => times(n, '#if 0\n{{{ ((( "\n#endif\n'),
  'local #define': (n) => times(n, (i) => `#define L${i} ${i}\n`),
  'unbalanced #endif': (n) => times(n, '#endif\n'),
  'open parentheses': (n) => `b${times(n, '(')};`,
  'close parentheses': (n) => `b${times(n, ')')};`,
  'misplaced else': (n) => times(n, 'else b++;\n'),
  'labels in a row': (n) => times(n, (i) => `l${i}:\n`),
  'computed gotos': (n) => times(n, 'goto *p;\n'),
  __label__: (n) => times(n, (i) => `__label__ k${i};\n`),
  'cleanup declarations': (n) => times(n, (i) => `struct page *p${i} __free(put_page) = NULL;\n`),
  guards: (n) => times(n, (i) => `guard(mutex)(&m${i});\n`),
};

/** Expressions, by name. */
const EXPRESSIONS: Record<string, Make> = {
  parentheses: (n) => around(n, '(', 'b', ')'),
  sum: (n) => `b${times(n, ' + b')}`,
  'sum of numbers': (n) => `1${times(n, '+1')}`,
  'sum to the right': (n) => around(n, '1 + (', 'b', ')'),
  'or of bits': (n) => `B${times(n, (i) => ` | B${i}`)}`,
  'mixed operators': (n) => `b${times(n, ' * b + b << b & b')}`,
  'logical and': (n) => `b${times(n, (i) => ` && b${i}`)}`,
  'logical or': (n) => `b${times(n, (i) => ` || b${i}`)}`,
  'logical mix': (n) => `b${times(n, (i) => ` && b${i} || c${i}`)}`,
  'logical and of parentheses': (n) => around(n, '(b && ', 'b', ')'),
  comma: (n) => `(b${times(n, ', b')})`,
  assignments: (n) => `${times(n, 'b = ')}b`,
  'conditional to the right': (n) => `${times(n, (i) => `b == ${i} ? ${i} : `)}b`,
  'conditional in the middle': (n) => `${times(n, 'b ? ')}b${times(n, ' : b')}`,
  'conditional without middle': (n) => `b${times(n, ' ?: b')}`,
  not: (n) => `${times(n, '!')}b`,
  minus: (n) => `${times(n, '- ')}b`,
  tilde: (n) => `${times(n, '~')}b`,
  stars: (n) => `${times(n, '*')}b`,
  'star and address': (n) => `${times(n, '*&')}b`,
  'address of labels': (n) => `${times(n, '&& ')}b`,
  increments: (n) => `${times(n, '++ ')}b`,
  casts: (n) => `${times(n, '(int)')}b`,
  'casts of names': (n) => `${times(n, '(u32)')}(b)`,
  'calls in arguments': (n) => around(n, 'f(', 'b', ')'),
  'calls of results': (n) => `f${times(n, '(b)')}`,
  'call with many arguments': (n) => `f(b${times(n, ', b')})`,
  'index in index': (n) => around(n, 'b[', 'b', ']'),
  'index of index': (n) => `b${times(n, '[1]')}`,
  members: (n) => `b${times(n, '.m')}`,
  arrows: (n) => `b${times(n, '->m')}`,
  strings: (n) => times(n, '"s" '),
  sizeof: (n) => `${times(n, 'sizeof ')}b`,
  'sizeof in parentheses': (n) => around(n, 'sizeof(', 'b', ')'),
  typeof: (n) => `(${around(n, 'typeof(', 'b', ')')})b`,
  'compound literals': (n) => around(n, '(struct s){ .m = ', 'b', ' }'),
  'compound literal with many': (n) => `(struct s){ ${times(n, '1, ')} }`,
  'statement expressions': (n) => around(n, '({ ', 'b; ', '; })'),
  generic: (n) => around(n, '_Generic(b, int: ', 'b', ')'),
  'ternary with calls': (n) => `${times(n, (i) => `f${i}(vmf) ? VM_FAULT_SIGBUS : `)}0`,
  'a number': (n) => times(n, '9'),
  'a string': (n) => `"${times(n, 'x')}"`,
  'backslashes in a string': (n) => `"${times(n, '\\\\')}"`,
  character: (n) => `'${times(n, 'x')}'`,
  'unterminated string': (n) => `"${times(n, 'x')}`,
};

/** What stands at the top of the file, by name. */
const TOPS: Record<string, Make> = {
  'nested #if': (n) => `${times(n, (i) => `#ifdef A${i}\n`)}int x;\n${times(n, '#endif\n')}`,
  'nested #if with items': (n) => `${times(n, (i) => `#ifdef A${i}\nint v${i};\n`)}${times(n, '#endif\n')}`,
  'sequential #if': (n) => times(n, (i) => `#ifdef A${i}\nint v${i};\n#endif\n`),
  'sequential #if #else': (n) => times(n, (i) => `#ifdef A${i}\nint v${i};\n#else\nint w${i};\n#endif\n`),
  '#elif chain': (n) => `#if A\nint x;\n${times(n, (i) => `#elif A${i}\nint v${i};\n`)}#endif\n`,
  'open #if': (n) => times(n, (i) => `#ifdef A${i}\n`) + times(n, '#endif\n').slice(0, 0),
  'nested #if 0': (n) => `${times(n, '#if 0\n')}junk {{{\n${times(n, '#endif\n')}`,
  '#else without #if': (n) => times(n, '#else\n'),
  '#endif without #if': (n) => times(n, '#endif\n'),
  'condition of many terms': (n) =>
    `#if defined(A)${times(n, (i) => ` || defined(A${i})`)}\nint x;\n#endif\n`,
  'condition of parentheses': (n) => `#if ${around(n, '(', 'A', ')')}\nint x;\n#endif\n`,
  'condition of nots': (n) => `#if ${times(n, '!')}A\nint x;\n#endif\n`,
  'condition of blanks': (n) => `#if ${times(n, ' ')}A\nint x;\n#endif\n`,
  'continued lines': (n) => `#define M ${times(n, '\\\n')} 1\n`,
  'a long macro': (n) => `#define M(x) ${times(n, 'f(x); \\\n')}\n`,
  'many macros': (n) => times(n, (i) => `#define M${i} ${i}\n`),
  'many function-like macros': (n) => times(n, (i) => `#define M${i}(x) f${i}(x)\n`),
  'a chain of macros for a handler': (n) =>
    `${times(n, (i) => `#define h${i} h${i + 1}\n`)}static const struct vm_operations_struct chain_ops = { .fault = h0 };\n`,
  'a circle of macros for a handler': (n) =>
    `${times(n, (i) => `#define h${i} h${(i + 1) % n}\n`)}static const struct vm_operations_struct chain_ops = { .fault = h0 };\n`,
  'a bomb of macros': (n) =>
    `${times(n, (i) => `#define h${i} h${i + 1} h${i + 1}\n`)}static const struct vm_operations_struct chain_ops = { .fault = h0 };\n`,
  'macros with arms': (n) =>
    `${times(n, (i) => `#ifdef A${i}\n#define h other_h\n#define other_h h\n#endif\n`)}static const struct vm_operations_struct chain_ops = { .fault = h };\n`,
  'many includes': (n) => times(n, (i) => `#include <linux/h${i}.h>\n`),
  'X-macro list': (n) =>
    `#define LIST(X) \\\n${times(n, (i) => `\tX(a${i}) \\\n`)}\n#define ONE(x) int x;\nLIST(ONE)\n`,
  'X-macro calls': (n) => times(n, (i) => `X(a${i}, b${i})\n`),
  'X-macro calls on one line': (n) => times(n, (i) => `X(a${i}) `),
  'assembler header': (n) =>
    `#ifdef __ASSEMBLY__\n${times(n, (i) => `\t.macro m${i} a, b\n\tmov \\a, \\b\n\t.endm\nENTRY(e${i})\n\tret\nENDPROC(e${i})\n`)}#endif\n`,
  'assembler outside of #if': (n) =>
    times(n, (i) => `\t.macro m${i} a, b\n\tmov \\a, \\b\n\t.endm\nENTRY(e${i})\n\tret\nENDPROC(e${i})\n`),
  MACHINE_START: (n) =>
    times(n, (i) => `MACHINE_START(M${i}, "m")\n\t.map_io = f${i},\n\t.init_irq = g${i},\nMACHINE_END\n\n`),
  DT_MACHINE_START: (n) =>
    times(n, (i) => `DT_MACHINE_START(M${i}, "m")\n\t.dt_compat = f${i},\nMACHINE_END\n`),
  'old-style definitions': (n) => times(n, (i) => `int f${i}(a, b)\nint a;\nchar *b;\n{\n\treturn a;\n}\n`),
  'an old-style definition with many parameters': (n) =>
    `int f(${times(n, (i) => `p${i}, `)}q)\n${times(n, (i) => `int p${i};\n`)}int q;\n{\n\treturn q;\n}\n`,
  'an old-style definition with one long declaration': (n) =>
    `int f(${times(n, (i) => `p${i}, `)}q)\nint ${times(n, (i) => `p${i}, `)} q;\n{\n\treturn q;\n}\n`,
  'a macro without its semicolon': (n) =>
    `static DEFINE_SPINLOCK(foo)\n${times(n, (i) => `static int v${i};\n`)}`,
  'const const': (n) => `static ${times(n, 'const ')} int x = 1;\n`,
  'const const table': (n) =>
    `static ${times(n, 'const ')} struct vm_operations_struct cc_ops = { .fault = odd_fault };\n`,
  'static static': (n) => `${times(n, 'static ')} int x;\n`,
  words: (n) => `${times(n, (i) => `w${i} `)};\n`,
  'one word again': (n) => `${times(n, 'word ')};\n`,
  attributes: (n) => `int x ${times(n, '__attribute__((unused)) ')};\n`,
  'nested attributes': (n) => `int x __attribute__(${around(n, '(', 'unused', ')')});\n`,
  'unknown attributes': (n) => `static ${times(n, (i) => `__x${i} `)}int x;\n`,
  pointers: (n) => `int ${times(n, '*')}x;\n`,
  'pointers to const': (n) => `int ${times(n, '* const ')}x = 0;\n`,
  'declarator in parentheses': (n) => `int ${around(n, '(', 'x', ')')} = 0;\n`,
  'pointers in parentheses': (n) => `int ${around(n, '(*', 'x', ')(int)')};\n`,
  'pointers in parentheses with const': (n) => `int ${around(n, '(* const ', 'x', ')(int)')};\n`,
  'array of arrays': (n) => `int x${times(n, '[1]')};\n`,
  declarators: (n) => `int x${times(n, (i) => `, x${i}`)};\n`,
  'declarators with values': (n) => `int x = 0${times(n, (i) => `, x${i} = ${i}`)};\n`,
  parameters: (n) => `int f(int x${times(n, (i) => `, int x${i}`)})\n{\n\treturn 0;\n}\n`,
  'parameters of a prototype': (n) => `int f(int x${times(n, (i) => `, int x${i}`)});\n`,
  'parameters that are functions': (n) => `int f(${around(n, 'int (*g)(', 'int', ')')});\n`,
  members: (n) => `struct s {\n${times(n, (i) => `\tint m${i};\n`)}};\n`,
  'nested structs': (n) => `${around(n, 'struct {\n', 'int m;', '} m;\n')}\n`,
  'members that are tables': (n) =>
    `struct s {\n${times(n, (i) => `\tstruct vm_operations_struct m${i};\n`)}};\n`,
  enumerators: (n) => `enum e {\n${times(n, (i) => `\tE${i},\n`)}};\n`,
  initializer: (n) => `int x[] = { ${times(n, '1, ')} };\n`,
  'initializer lines': (n) =>
    `static const struct s x[] = {\n${times(n, (i) => `\t{ .a = ${i}, .b = "n${i}", .c = f${i} },\n`)}};\n`,
  'nested initializer': (n) => `int x[] = ${around(n, '{ ', '1', ' }')};\n`,
  designators: (n) => `struct s x = { ${times(n, '.m')} = 1 };\n`,
  'array designators': (n) => `struct s x = { ${times(n, '[0]')} = 1 };\n`,
  'table with many members': (n) =>
    `static const struct vm_operations_struct many_ops = {\n${times(n, '\t.fault = odd_fault,\n')}};\n`,
  'table with many strange members': (n) =>
    `static const struct vm_operations_struct many_ops = {\n${times(n, (i) => `\t.op${i} = odd_fault,\n`)}};\n`,
  'table nested': (n) =>
    `static const struct vm_operations_struct many_ops = ${around(n, '{ .fault = ', 'odd_fault', ' }')};\n`,
  'table in casts': (n) =>
    `static const struct vm_operations_struct many_ops = { .fault = ${times(n, '(void *)')}odd_fault };\n`,
  'table in parentheses': (n) =>
    `static const struct vm_operations_struct many_ops = { .fault = ${around(n, '(', 'odd_fault', ')')} };\n`,
  'table in conditionals': (n) =>
    `static const struct vm_operations_struct many_ops = { .fault = ${times(n, (i) => `A${i} ? odd_fault : `)} NULL };\n`,
  'table with #if': (n) =>
    `static const struct vm_operations_struct many_ops = {\n${times(n, (i) => `#ifdef A${i}\n\t.fault = odd_fault,\n#endif\n`)}};\n`,
  'array of tables': (n) =>
    `static const struct vm_operations_struct many_ops[] = {\n${times(n, '\t{ .fault = odd_fault },\n')}};\n`,
  tables: (n) =>
    times(n, (i) => `static const struct vm_operations_struct t${i}_ops = { .fault = odd_fault };\n`),
  'tables with handlers': (n) =>
    times(
      n,
      (i) =>
        `static vm_fault_t t${i}_fault(struct vm_fault *vmf)\n{\n\treturn VM_FAULT_SIGBUS;\n}\nstatic const struct vm_operations_struct t${i}_ops = { .fault = t${i}_fault };\n`,
    ),
  'tables declared only': (n) => times(n, (i) => `static const struct vm_operations_struct t${i}_ops;\n`),
  'tables filled at run time': (n) =>
    `static struct vm_operations_struct r_ops;\nstatic void fill(void)\n{\n${times(n, '\tr_ops.fault = odd_fault;\n')}}\n`,
  installations: (n) =>
    `static const struct vm_operations_struct i_ops = { .fault = odd_fault };\n${times(n, (i) => `static int m${i}(struct file *f, struct vm_area_struct *vma)\n{\n\tvma->vm_ops = &i_ops;\n\treturn 0;\n}\n`)}`,
  'installations in one function': (n) =>
    `static const struct vm_operations_struct i_ops = { .fault = odd_fault };\nstatic int m(struct file *f, struct vm_area_struct *vma)\n{\n${times(n, (i) => `\tif (f->a${i})\n\t\tvma->vm_ops = &i_ops;\n`)}\treturn 0;\n}\nstatic const struct file_operations fops = { .mmap = m };\n`,
  file_operations: (n) =>
    `static const struct vm_operations_struct i_ops = { .fault = odd_fault };\nstatic int m(struct file *f, struct vm_area_struct *vma)\n{\n\tvma->vm_ops = &i_ops;\n\treturn 0;\n}\n${times(n, (i) => `static const struct file_operations f${i} = { .mmap = m };\n`)}`,
  typedefs: (n) => times(n, (i) => `typedef int t${i};\n`),
  'typedefs of the struct': (n) => times(n, (i) => `typedef struct vm_operations_struct t${i};\n`),
  'a chain of typedefs of the struct': (n) =>
    `typedef struct vm_operations_struct t0;\n${times(n, (i) => `typedef t${i} t${i + 1};\n`)}static const t${n} ty_ops = { .fault = odd_fault };\n`,
  'macros for the struct': (n) => times(n, (i) => `#define T${i} struct vm_operations_struct\n`),
  functions: (n) => times(n, (i) => `static int f${i}(int a)\n{\n\treturn a;\n}\n`),
  'functions of one name': (n) => times(n, '#ifdef A\nstatic int same(int a)\n{\n\treturn a;\n}\n#endif\n'),
  'handlers of one name': (n) =>
    times(n, 'static vm_fault_t odd_fault(struct vm_fault *vmf)\n{\n\treturn 0;\n}\n'),
  'a chain of calls': (n) =>
    `${times(n, (i) => `static int c${i}(struct vm_fault *vmf) { return c${i + 1}(vmf); }\n`)}static vm_fault_t c_fault(struct vm_fault *vmf)\n{\n\treturn c0(vmf);\n}\nstatic const struct vm_operations_struct c_ops = { .fault = c_fault };\n`,
  'a bomb of calls': (n) =>
    `${times(n, (i) => `static int c${i}(struct vm_fault *vmf, int a)\n{\n\tif (a == ${i})\n\t\treturn c${i + 1}(vmf, a) + c${i + 2}(vmf, a + 1);\n\treturn c${i + 1}(vmf, ${i}) | c${i + 1}(vmf, a);\n}\n`)}static vm_fault_t c_fault(struct vm_fault *vmf)\n{\n\treturn c0(vmf, 1);\n}\nstatic const struct vm_operations_struct c_ops = { .fault = c_fault };\n`,
  'calls in a circle': (n) =>
    `${times(n, (i) => `static int c${i}(struct vm_fault *vmf) { if (vmf->pgoff) return c${(i * 7 + 1) % n}(vmf); return c${(i * 3 + 2) % n}(vmf); }\n`)}static vm_fault_t c_fault(struct vm_fault *vmf)\n{\n\treturn c0(vmf);\n}\nstatic const struct vm_operations_struct c_ops = { .fault = c_fault };\n`,
  'many callers': (n) =>
    `static int callee(struct vm_area_struct *vma)\n{\n\treturn vmf_insert_pfn(vma, 0, 0);\n}\nstatic const struct vm_operations_struct c_ops = { .fault = odd_fault };\n${times(n, (i) => `static int m${i}(struct file *f, struct vm_area_struct *vma)\n{\n\tvma->vm_ops = &c_ops;\n\treturn callee(vma);\n}\n`)}`,
  'a long name': (n) => `static int ${times(n, 'n')};\n`,
  'a long name of a handler': (n) =>
    `static vm_fault_t ${times(n, 'h')}(struct vm_fault *vmf)\n{\n\treturn 0;\n}\nstatic const struct vm_operations_struct l_ops = { .fault = ${times(n, 'h')} };\n`,
  'a long name of a handler elsewhere': (n) =>
    `static const struct vm_operations_struct l_ops = { .fault = ${times(n, 'h')} };\n`,
  'a long name of a table': (n) =>
    `static const struct vm_operations_struct ${times(n, 't')} = { .fault = odd_fault };\n`,
  'a long name of a type': (n) =>
    `typedef struct vm_operations_struct ${times(n, 't')};\nstatic const ${times(n, 't')} lt_ops = { .fault = odd_fault };\n`,
  'a long name of an op': (n) =>
    `static const struct vm_operations_struct lo_ops = { .${times(n, 'o')} = odd_fault };\n`,
  'a long comment': (n) => `/*${times(n, ' x')}*/\n`,
  'a long comment of stars': (n) => `/*${times(n, '*')}*/\n`,
  'many comments': (n) => times(n, '/* c */\n'),
  'comments on one line': (n) => times(n, '/**/'),
  'line comments': (n) => times(n, '// c\n'),
  slashes: (n) => `${times(n, '/ ')}\n;`,
  blanks: (n) => times(n, ' '),
  'tabs and blanks at ends': (n) => times(n, 'int x; \t \n'),
  'empty lines': (n) => times(n, '\n'),
  'carriage returns': (n) => times(n, '\r\n'),
  'form feeds': (n) => times(n, '\f\n'),
  semicolons: (n) => times(n, ';'),
  'open braces': (n) => `int f(void) ${times(n, '{')}\n`,
  'close braces': (n) => times(n, '}\n'),
  'open parentheses': (n) => `int x = ${times(n, '(')};\n`,
  'open brackets': (n) => `int x${times(n, '[')};\n`,
  hashes: (n) => times(n, '#\n'),
  quotes: (n) => times(n, '"\n'),
  apostrophes: (n) => times(n, "'\n"),
  backslashes: (n) => times(n, '\\'),
  'at signs': (n) => times(n, '@ '),
  'letters outside of ASCII': (n) => `/* ${times(n, 'é漢')} */ int ${times(n, 'é')};\n`,
  'allow comments': (n) => times(n, '/* vmops: allow(errno-as-vm-fault) why */\n'),
  'allow comments with many rules': (n) => `/* vmops: allow(${times(n, 'errno-as-vm-fault, ')}x) why */\n`,
  SYSCALL_DEFINE: (n) => times(n, (i) => `SYSCALL_DEFINE1(s${i}, int, a)\n{\n\treturn a;\n}\n`),
  EXPORT_SYMBOL: (n) => times(n, (i) => `EXPORT_SYMBOL(e${i});\n`),
  'EXPORT_SYMBOL without semicolons': (n) => times(n, (i) => `EXPORT_SYMBOL(e${i})\n`),
  prototypes: (n) => times(n, (i) => `int p${i}(int a, struct vm_area_struct *vma);\n`),
  'extern tables': (n) => times(n, (i) => `extern const struct vm_operations_struct e${i}_ops;\n`),
  'top-level asm': (n) => times(n, 'asm(".text\\n nop");\n'),
  'extern "C"': (n) => `${times(n, 'extern "C" {\n')}${times(n, '}\n')}`,
  'template-like text': (n) => `${times(n, 'a<')}b${times(n, '>')} x;\n`,
  'version arms': (n) =>
    `${times(n, (i) => `#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, ${i}, 0)\n`)}int x;\n${times(n, '#endif\n')}`,
  'version arms, sequential': (n) =>
    times(n, (i) => `#if LINUX_VERSION_CODE < KERNEL_VERSION(4, ${i}, 0)\nint v${i};\n#endif\n`),
};

/** A kind of input. */
export interface Shape {
  name: string;
  /** A file of that shape, with handlers before and behind it that each have one bug. */
  text: (size: number) => string;
}

/** A handler that returns an errno, and its table. */
export const broken = (name: string): string =>
  `static vm_fault_t ${name}_fault(struct vm_fault *vmf)\n{\n\treturn -ENOMEM;\n}\n` +
  `static const struct vm_operations_struct ${name}_ops = {\n\t.fault = ${name}_fault,\n};\n`;

const ODD_TABLE = 'static const struct vm_operations_struct odd_ops = {\n\t.fault = odd_fault,\n};\n';

const shapes = (kind: string, of: Record<string, Make>, place: (make: Make) => Make): Shape[] =>
  Object.entries(of).map(([name, make]) => ({
    name: `${kind}: ${name}`,
    text: (size) => `${broken('before')}${place(make)(size)}${ODD_TABLE}${broken('after')}`,
  }));

export const SHAPES: readonly Shape[] = [
  ...shapes('statement', STATEMENTS, statement),
  ...shapes('expression', EXPRESSIONS, expression),
  ...shapes('test', EXPRESSIONS, test),
  ...shapes('top', TOPS, top),
];
