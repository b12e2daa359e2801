// SPDX-License-Identifier: GPL-2.0-only
/** C types as text: normal form, parameter names dropped, comparison. */
import type { Prototype } from './model.ts';

/** Words that may stand alone as (part of) a type and so are never a parameter's name. */
const TYPE_WORDS = new Set(
  (
    'void char short int long float double signed unsigned _Bool bool const volatile restrict struct union enum ' +
    'u8 u16 u32 u64 s8 s16 s32 s64 size_t ssize_t loff_t gfp_t pgoff_t pgprot_t vm_fault_t vm_flags_t pfn_t'
  ).split(' '),
);
const TAG_WORDS = new Set(['struct', 'union', 'enum']);
const QUALIFIERS = new Set(['const', 'volatile', 'restrict', '__restrict', '__restrict__']);
/** Annotations for static checkers; the compiler does not see them. */
const ANNOTATIONS = new Set([
  '__user',
  '__iomem',
  '__rcu',
  '__percpu',
  '__kernel',
  '__force',
  '__bitwise',
  '__private',
]);
const ATTRIBUTES =
  /\b(?:__must_check|__maybe_unused|__always_unused|__unused|__attribute__\s*\(\(.*?\)\)|register|extern|static|inline|__inline|__init)\b/g;
/** Spellings of the same integer type, words sorted. */
const INTEGER_SPELLINGS: Record<string, string> = {
  unsigned: 'unsigned int',
  signed: 'int',
  'int signed': 'int',
  'int unsigned': 'unsigned int',
  'int long': 'long',
  'long signed': 'long',
  'int long signed': 'long',
  'long unsigned': 'unsigned long',
  'int long unsigned': 'unsigned long',
  'int short': 'short',
  'short signed': 'short',
  'int short signed': 'short',
  'short unsigned': 'unsigned short',
  'int short unsigned': 'unsigned short',
  'long long': 'long long',
  'int long long': 'long long',
  'long long signed': 'long long',
  'long long unsigned': 'unsigned long long',
  'int long long unsigned': 'unsigned long long',
};

/** The names in a type, without `struct x` and the like: keywords, typedefs and macros. */
export function untaggedWords(type: string): string[] {
  return (
    normalType(type)
      .replace(/\b(?:struct|union|enum) \w+/g, '')
      .match(/[A-Za-z_]\w*/g) ?? []
  );
}

/**
 * Puts a type into normal form: single spaces, `*` set off by a space and joined to the next `*`, the words of an
 * integer type in their usual order, annotations such as `__user` dropped. `const` keeps its place.
 */
export function normalType(type: string): string {
  let form = forms.get(type);
  if (form === undefined) {
    form = formOf(type);
    if (forms.size >= MOST_FORMS) forms.clear();
    forms.set(type, form);
  }
  return form;
}

/** Normal forms of what was asked last: a program spells few types. */
const forms = new Map<string, string>();
const MOST_FORMS = 5000;

function formOf(type: string): string {
  const words = (type.replace(ATTRIBUTES, ' ').match(/\w+|\*|\[[^\]]*\]|\.\.\.|[^\s\w\\]/g) ?? []).filter(
    (w) => !ANNOTATIONS.has(w),
  );
  const starAt = words.findIndex((w) => !/^\w+$/.test(w));
  const base = starAt === -1 ? words : words.slice(0, starAt);
  const rest = starAt === -1 ? [] : words.slice(starAt);
  const qualifiers = base.filter((w) => QUALIFIERS.has(w)).sort();
  const plain = base.filter((w) => !QUALIFIERS.has(w));
  const integer = INTEGER_SPELLINGS[[...plain].sort().join(' ')];
  const head = [...qualifiers, integer ?? plain.join(' ')].filter(Boolean).join(' ');
  const tail = rest
    .join(' ')
    .replace(/\* (?=\*)/g, '*')
    .replace(/\[[^[\]]*\]/g, '[]')
    .trim();
  return tail ? `${head} ${tail}` : head;
}

/**
 * Drops the name from a parameter declaration, if there is one: `struct vm_fault *vmf` → `struct vm_fault *`,
 * `unsigned` → `unsigned int`, `pgoff_t` → `pgoff_t`. An array parameter is the pointer that it is to the compiler.
 */
export function parameterType(declaration: string): string {
  let text = declaration.replace(ATTRIBUTES, ' ').trim();
  if (text === '...') return text;
  const isArray = /\[[^[\]]*\]\s*$/.test(text);
  if (isArray) text = text.replace(/(?<!\s)(?:\s*\[[^[\]]*\])+\s*$/, '');
  const functionPointer = /^(.*\(\s*\*)\s*(?:\w+\s*)?(\).*)$/s.exec(text);
  if (functionPointer) return normalType(`${functionPointer[1]}${functionPointer[2]}`);
  const words = text.match(/\w+|\*|[^\s\w\\]/g) ?? [];
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  if (/^[A-Za-z_]\w*$/.test(last) && !TYPE_WORDS.has(last) && !ANNOTATIONS.has(last) && hasType(before))
    words.pop();
  const type = normalType(words.join(' '));
  return isArray ? normalType(`${type} *`) : type;
}

/** The name in a parameter declaration, or null where it has none. */
export function parameterName(declaration: string): string | null {
  const last = /\b(\w+)\s*(?:\[[^\]]*\]\s*)*$/.exec(declaration)?.[1];
  if (last === undefined) return null;
  const without = declaration.slice(0, declaration.lastIndexOf(last));
  // A type without a name ends in a word too: only a name can be left out and leave the type as it is.
  return parameterType(without) === parameterType(declaration) && without.trim() !== '' ? last : null;
}

/** Whether the words before a possible name already make a type: more than qualifiers, and no dangling `struct`. */
function hasType(words: string[]): boolean {
  const plain = words.filter((w) => !QUALIFIERS.has(w) && !ANNOTATIONS.has(w));
  return plain.length > 0 && !TAG_WORDS.has(plain.at(-1) as string);
}

/** Splits at commas that stand outside parentheses and brackets. `void` alone and nothing give an empty list. */
export function splitParameters(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === ',' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  const trimmed = parts.map((part) => part.trim());
  return trimmed.length === 1 && (trimmed[0] === '' || trimmed[0] === 'void') ? [] : trimmed;
}

/** Builds a prototype from a return type and the text between the parentheses. */
export function prototypeOf(returns: string, parameters: string): Prototype {
  return { returns: normalType(returns), parameters: splitParameters(parameters).map(parameterType) };
}

/**
 * Whether two types are the same to the compiler. `const` on something passed by value does not count. `typedefs` maps
 * names to what they stand for, for instance `vm_fault_t` → `int` in 4.17–5.0.
 */
export function sameType(a: string, b: string, typedefs?: ReadonlyMap<string, string>): boolean {
  return a === b || comparable(a, typedefs) === comparable(b, typedefs);
}

/** Whether return type and every parameter are the same. */
export function samePrototype(a: Prototype, b: Prototype, typedefs?: ReadonlyMap<string, string>): boolean {
  return (
    sameType(a.returns, b.returns, typedefs) &&
    a.parameters.length === b.parameters.length &&
    a.parameters.every((type, i) => sameType(type, b.parameters[i] as string, typedefs))
  );
}

/**
 * Prints a prototype as a member of the struct: `vm_fault_t (*fault)(struct vm_fault *)`.
 *
 * @param declared the parameters with their names; without it the types alone
 */
export function formatPrototype(name: string, prototype: Prototype, declared = prototype.parameters): string {
  return signatureText(`(*${name})`, { ...prototype, parameters: declared });
}

/** `vm_fault_t frame_fault(struct vm_fault *vmf)`. */
export function signatureText(
  name: string,
  { returns, parameters }: Pick<Prototype, 'returns' | 'parameters'>,
): string {
  return `${returns}${returns.endsWith('*') ? '' : ' '}${name}(${parameters.join(', ') || 'void'})`;
}

function comparable(type: string, typedefs: ReadonlyMap<string, string> | undefined): string {
  let text = normalType(type);
  if (typedefs) text = normalType(text.replace(/\b[A-Za-z_]\w*\b/g, (word) => typedefs.get(word) ?? word));
  // An array parameter is the pointer that it is to the compiler.
  text = text.replace(/ ?\[\]$/, (_, at) => (text[at - 1] === '*' ? '*' : ' *'));
  text = text.replace(/\*\s*(?:const|volatile|restrict)\b\s*$/, '*');
  return text.includes('*') ? text : text.replace(/^(?:const |volatile )+/, '');
}
