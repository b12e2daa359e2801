// SPDX-License-Identifier: GPL-2.0-only
import type { OpContract, Prototype } from '../../contracts/model.ts';
import { formatPrototype, samePrototype, signatureText, untaggedWords } from '../../contracts/prototype.ts';
import { formatRelease, isSince } from '../../contracts/release.ts';
import { mayMakeType } from '../../facts/declarations/ownTypes.ts';
import { saysName } from '../../facts/functions/returns.ts';
import type { FunctionDefinition, ResolvedHandler } from '../../facts/model.ts';
import type { Edit, Fix } from '../../findings/finding.ts';
import { wordIn } from '../../text/layout.ts';
import type { SourceFile, Span } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { isForThisKernel, mayBeCompiled } from '../shared/compiled.ts';

/** Core calls the handler through the member's type; a handler of another type reads the wrong arguments. */
export const opPrototype: Rule = {
  id: 'op-prototype',
  title: "the handler's prototype is not the member's",
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Return types and parameters of the members changed several times (one vmf argument in 4.11, vm_fault_t in 4.17, order instead of page_entry_size in 6.6); core calls every handler with those of its own release.',
  source: 'include/linux/mm.h, struct vm_operations_struct, 2.6.9 to 7.1',
  check({ kernel, handlers, program, structMembers = [] }, emit) {
    const drafts = new Map<string, Draft>();
    const typedefs = new Map([...SAME_EVERYWHERE, ...kernel.typedefs]);
    // Since 5.1 it is `typedef __bitwise unsigned int vm_fault_t`: a checker's type, to the compiler the same.
    if (isSince(kernel.release, '5.1')) typedefs.set('vm_fault_t', 'unsigned int');
    const readings = WIDTHS.map((width) => new Map([...typedefs, ...width]));
    const hasFaultType = isSince(kernel.release, '4.17');
    const isOwn = (word: string, file: SourceFile) =>
      !KNOWN.has(word) || (word === 'vm_fault_t' && !hasFaultType && mayMakeType(word, file, program));
    const isTold = (word: string) => KNOWN.has(word) || typedefs.has(word);
    /** Drafts a definition of which no configuration has one of the prototypes. */
    const hold = (
      use: Pick<ResolvedHandler, 'table' | 'member' | 'definitions'>,
      wanted: readonly Prototype[],
      fixed: (definition: FunctionDefinition, syntax: Variant) => Fix | null,
    ) => {
      const { table, member, definitions } = use;
      const [shown] = wanted;
      for (const definition of definitions) {
        if (!shown || !isForThisKernel(definition.guards, kernel.release)) continue;
        const variants = definition
          .heads()
          .filter((variant) => mayBeCompiled(variant.configuration, kernel.release));
        const syntax = variants.find((variant) => isForThisKernel(variant.configuration, kernel.release));
        const fits = (actual: Prototype) =>
          wanted.some((right) => {
            const read = readable(actual, right, (word) => isOwn(word, definition.file), isTold);
            return readings.some((types) => samePrototype(read, right, types));
          });
        if (!syntax || variants.some((variant) => fits(prototypeOf(variant)))) continue;
        const place = { file: definition.file, start: syntax.nameSpan.start, end: syntax.nameSpan.end };
        const key = `${definition.file.path}:${place.start}:${member.op}`;
        const entry = { place: member.handlerPlace, message: `${table.name} uses it for ${member.op}` };
        const before = drafts.get(key);
        if (before) {
          before.related?.push(entry);
          continue;
        }
        drafts.set(key, {
          place,
          function: definition.name,
          table: table.name,
          op: member.op,
          says: {
            fault: `${signatureText(definition.name, prototypeOf(syntax))} does not fit ${formatPrototype(member.op, shown)} of ${formatRelease(kernel.release)}`,
          },
          related: [entry],
          fix: fixed(definition, syntax),
        });
      }
    };
    for (const handler of handlers) {
      const contract = kernel.ops.get(handler.member.op);
      if (!contract || contract.result === 'data') continue;
      hold(handler, [contract.prototype], (definition, syntax) => migrate(definition, syntax, contract));
    }
    for (const one of structMembers) if (one.contract) hold(one, one.contract.prototypes, () => null);
    for (const draft of drafts.values()) emit(draft);
  },
};

type Variant = ReturnType<FunctionDefinition['heads']>[number];

function prototypeOf({ returnType, parameters }: Variant): Prototype {
  return { returns: returnType, parameters: parameters.map((p) => p.type) };
}

/** Types that every release and every architecture spells in two ways. */
const SAME_EVERYWHERE = new Map([
  ['pgoff_t', 'unsigned long'],
  ['vm_flags_t', 'unsigned long'],
  ['bool', '_Bool'],
  ['u32', 'unsigned int'],
  ['s32', 'int'],
  ['loff_t', 'long long'],
  ['__poll_t', 'unsigned int'],
  ['poll_table', 'struct poll_table_struct'],
]);

/** What sizes are on 32 and on 64 bits: a driver of one architecture may spell them out. */
const WIDTHS = [
  new Map([
    ['size_t', 'unsigned int'],
    ['ssize_t', 'int'],
  ]),
  new Map([
    ['size_t', 'unsigned long'],
    ['ssize_t', 'long'],
  ]),
];

/**
 * The handler's prototype with each type that only its author knows taken for the right one, and so is one that the
 * member spells with a typedef which nobody has told. A macro in front of a type may be parameters of its own.
 */
function readable(
  actual: Prototype,
  wanted: Prototype,
  isOwn: (word: string) => boolean,
  isTold: (word: string) => boolean,
): Prototype {
  const isUntold = (type: string) => untaggedWords(type).some((word) => word.endsWith('_t') && !isTold(word));
  const read = (type: string, right: string | undefined) =>
    right && (isForeign(type, isOwn) || isUntold(right)) ? right : type;
  const mayBeMore = actual.parameters.some((type) => isForeign(type, isOwn) && isBeforeType(type));
  return {
    returns: read(actual.returns, wanted.returns),
    parameters: mayBeMore
      ? wanted.parameters
      : actual.parameters.map((type, index) => read(type, wanted.parameters[index])),
  };
}

/** `NS_PARAMETER struct inode *` */
function isBeforeType(type: string): boolean {
  const [, ...behind] = type.split(' ');
  return behind.some((word) => word === 'struct' || word === 'union' || word === 'enum');
}

/** Whether a typedef or macro that is not the kernel's own stands for the type. */
function isForeign(type: string, isOwn: (word: string) => boolean): boolean {
  return untaggedWords(type).some(isOwn);
}

const KNOWN = new Set(
  (
    'void char short int long float double signed unsigned bool _Bool const volatile restrict ' +
    'u8 u16 u32 u64 s8 s16 s32 s64 size_t ssize_t loff_t gfp_t pgoff_t pgprot_t vm_fault_t vm_flags_t pfn_t ' +
    'pte_t pmd_t pud_t nodemask_t'
  ).split(' '),
);

/** `int` becomes `vm_fault_t`, and a vma argument before the vmf becomes a local. Who calls it directly has to follow. */
function migrate(definition: FunctionDefinition, syntax: Variant, contract: OpContract): Fix | null {
  if (contract.result !== 'fault-code') return null;
  const { file } = definition;
  const { returns, parameters } = contract.prototype;
  const types = syntax.parameters.map(({ type }) => type);
  const edits: Edit[] = [];
  if (syntax.returnType !== returns) {
    if (syntax.returnType !== 'int' || returns !== 'vm_fault_t') return null;
    // Before the type stand `static` and attributes, perhaps on lines of their own.
    const place = wordIn({ file, ...spanOf(syntax.returnTypeSpan) }, 'int');
    if (!place) return null;
    edits.push({ place, text: returns });
  }
  if (types.join() !== parameters.join()) {
    const [vma, vmf] = syntax.parameters;
    if (types.join() !== ['struct vm_area_struct *', ...parameters].join() || !vma || !vmf) return null;
    edits.push({ place: { file, start: vma.start, end: vmf.start }, text: '' });
    const whole = definition.variants()[definition.heads().indexOf(syntax)];
    if (!whole) return null;
    const { start } = whole.body;
    if (vma.name !== '' && saysName(whole, vma.name)) {
      const text = `\n\tstruct vm_area_struct *${vma.name} = ${vmf.name}->vma;`;
      edits.push({ place: { file, start: start + 1, end: start + 1 }, text });
    }
  }
  if (edits.length === 0) return null;
  return { title: `Give ${definition.name}() the prototype of this release`, safe: false, edits };
}

const spanOf = ({ start, end }: Span): Span => ({ start, end });
