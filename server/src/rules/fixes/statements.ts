// SPDX-License-Identifier: GPL-2.0-only
/** Fixes that put a statement in, take one out, or change a test. All are for a person to judge. */
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import { returnAt } from '../../facts/functions/returns.ts';
import {
  calledBehind,
  conjunctsOf,
  firstStatement,
  looseComparison,
  onlyCallOf,
  resultTested,
  returnsOf,
  statementAround,
  valueAssigned,
  variableGiven,
  vmaOf,
} from '../../facts/functions/statements.ts';
import type { FunctionDefinition } from '../../facts/model.ts';
import type { Edit, Fix } from '../../findings/finding.ts';
import { beginsLine, indentOf, wholeLines, writtenAt } from '../../text/layout.ts';
import type { Place } from '../../text/source.ts';
import { statementBefore } from './returns.ts';

const at = ({ file }: Place, offset: number, text: string): Edit => ({
  place: { file, start: offset, end: offset },
  text,
});

/** Statements before the first one of a function, behind its declarations. */
function atStart(definition: FunctionDefinition, lines: string[]): Edit | null {
  const first = firstStatement(definition);
  if (!first || !beginsLine(first.place)) return null;
  const indent = indentOf(first.place);
  // An empty line has no blanks; behind the last one the first statement follows.
  const text = lines.map((line, number) => `${line}\n${lines[number + 1] === '' ? '' : indent}`).join('');
  return at(first.place, first.place.start, text);
}

/** Tests the result of an insertion that was dropped, and returns an error that fits the function. */
export function checkResult(definition: FunctionDefinition, call: Place, error: string): Fix | null {
  const statement = statementAround(definition, call);
  if (statement?.kind !== 'expression' || statement.place.start !== call.start) return null;
  const { place } = statement;
  if (!beginsLine(place)) return null;
  const end: Edit = {
    place: { file: place.file, start: place.end - 1, end: place.end },
    text: `)\n${indentOf(place)}\treturn ${error};`,
  };
  return {
    title: `Return ${error} when it fails`,
    safe: false,
    edits: [at(place, place.start, 'if ('), end],
  };
}

/** Words of functions that give something back. */
const GIVE_BACK = new Set(
  'put release unlock end free drop restore close exit undo cancel dec up'.split(' '),
);

/** Returns a result with a bit of VM_FAULT_* at once; null where more has to be given back behind the call than is seen. */
export function returnAtOnce(definition: FunctionDefinition, call: Place, bits: string): Fix | null {
  const name = variableGiven(definition, call);
  const statement = statementAround(definition, call);
  if (name === null || !statement || !beginsLine(statement.place)) return null;
  const { place } = statement;
  const givesBack = (callee: string) => callee.split('_').some((word) => GIVE_BACK.has(word));
  if (calledBehind(definition, place).some(givesBack)) return null;
  const indent = indentOf(place);
  const text = `\n${indent}if (${name} & ${bits})\n${indent}\treturn ${name};`;
  return { title: `Return at once on ${bits}`, safe: false, edits: [at(place, place.end, text)] };
}

/** Refuses private mappings that may be written where a function begins to map. */
export function refuseCopyOnWrite(
  definition: FunctionDefinition,
  file: Place['file'],
  release: Release,
): Fix | null {
  const vma = vmaOf(definition);
  if (definition.file !== file || vma === null) return null;
  const edit = atStart(definition, refusal(vma, release));
  return edit && { title: `Refuse private mappings in ${definition.name}()`, safe: false, edits: [edit] };
}

function refusal(vma: string, release: Release): string[] {
  const test = isSince(release, '5.12')
    ? `is_cow_mapping(${vma}->vm_flags)`
    : `(${vma}->vm_flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE`;
  return [`if (${test})`, '\treturn -EINVAL;', ''];
}

/** Sets a flag of the VMA where a function begins to map; VM_PFNMAP only on mappings that are not copied on write. */
export function setFlag(
  definition: FunctionDefinition,
  file: Place['file'],
  flag: string,
  release: Release,
): Fix | null {
  const vma = vmaOf(definition);
  if (definition.file !== file || vma === null) return null;
  const before = flag === 'VM_PFNMAP' ? refusal(vma, release) : [];
  const edit = atStart(definition, [...before, flagChange('set', vma, flag, release)]);
  return edit && { title: `Set ${flag} in ${definition.name}()`, safe: false, edits: [edit] };
}

/** Clears VM_MAYWRITE behind the test that refuses VM_WRITE. */
export function clearMayWrite(
  definition: FunctionDefinition,
  refusal: Place,
  { always, release }: { always: boolean; release: Release },
): Fix | null {
  const vma = vmaOf(definition);
  const statement = statementAround(definition, refusal);
  if (vma === null || !statement?.test || statement.hasElse || !beginsLine(statement.place)) return null;
  const { place } = statement;
  const indent = indentOf(place);
  const clear = flagChange('clear', vma, 'VM_MAYWRITE', release);
  const asked = conjunctsOf(definition, statement.test).map(writtenAt);
  const others = asked.filter((part) => part !== `${vma}->vm_flags & VM_WRITE`);
  // A test of more than the flag refuses for some objects alone: the flag goes from those.
  if (!always && (others.length === asked.length || others.some((part) => part.includes('\n')))) return null;
  const condition = others.length === 1 ? others.join() : others.map((part) => `(${part})`).join(' && ');
  const lines = always || others.length === 0 ? [clear] : [`if (${condition})`, `\t${clear}`];
  const text = lines.map((line) => `\n${indent}${line}`).join('');
  const when = lines.length === 1 ? '' : ' under the same condition';
  return { title: `Clear VM_MAYWRITE${when}`, safe: false, edits: [at(place, place.end, text)] };
}

function flagChange(what: 'set' | 'clear', vma: string, flag: string, release: Release): string {
  if (isSince(release, '6.3')) return `vm_flags_${what}(${vma}, ${flag});`;
  return what === 'set' ? `${vma}->vm_flags |= ${flag};` : `${vma}->vm_flags &= ~${flag};`;
}

/** Makes a bound exclude the limit itself: `>` becomes `>=`. */
export function excludeLimit(definition: FunctionDefinition, test: Place, limit: string | null): Fix | null {
  const loose = looseComparison(definition, test, limit);
  if (!loose) return null;
  const { op, ...place } = loose;
  return { title: `Compare with ${op}=`, safe: false, edits: [{ place, text: ` ${op}= ` }] };
}

/** Returns a code in place of the statement that a call is part of the return of. */
export function returnInsteadOf(definition: FunctionDefinition, call: Place, code: string): Fix | null {
  const place = returnsOf(definition).find(({ start, end }) => start <= call.start && call.end <= end);
  return place ? { title: `Return ${code}`, safe: false, edits: [{ place, text: `return ${code};` }] } : null;
}

/** Hands the protection that a handler stores in the VMA to the insertion instead. */
export function handProtection(definition: FunctionDefinition, store: Place, insert: string): Fix | null {
  const value = valueAssigned(definition, store);
  const statement = statementAround(definition, store);
  const call = onlyCallOf(definition, insert);
  const last = call?.args.at(-1);
  if (value === null || statement?.kind !== 'expression' || !call || !last || call.args.length !== 3)
    return null;
  if (call.place.start < statement.place.end) return null;
  const whole = wholeLines(statement.place);
  if (!whole) return null;
  const edits = [
    { place: whole, text: '' },
    { place: call.name, text: `${insert}_prot` },
    at(last, last.end, `, ${value}`),
  ];
  return { title: `Hand the protection to ${insert}_prot()`, safe: false, edits };
}

/** Tests the result of vmf_insert_*() for an error, where it is tested as an errno. */
export function testForError(definition: FunctionDefinition, test: Place): Fix | null {
  const tested = resultTested(definition, test);
  if (!tested) return null;
  const text = tested.negated ? `!(${tested.name} & VM_FAULT_ERROR)` : `${tested.name} & VM_FAULT_ERROR`;
  return { title: 'Test it for VM_FAULT_ERROR', safe: false, edits: [{ place: test, text }] };
}

/** Puts freeze protection, and a time update where that is missing too, around all that a handler does. */
export function protectFromFreezing(
  definition: FunctionDefinition,
  { freeze, time }: { freeze: boolean; time: boolean },
): Fix | null {
  const vma = vmaOf(definition);
  if (vma === null) return null;
  const block = `file_inode(${vma}->vm_file)->i_sb`;
  const first = atStart(definition, [
    ...(freeze ? [`sb_start_pagefault(${block});`] : []),
    ...(time ? [`file_update_time(${vma}->vm_file);`] : []),
  ]);
  if (!first) return null;
  const edits = [first];
  for (const place of freeze ? returnsOf(definition) : []) {
    const written = returnAt(definition, place);
    // What the return calls needs the protection too.
    if (!written || written.value.kind === 'calls') return null;
    const before = statementBefore(written, `sb_end_pagefault(${block});`);
    if (!before) return null;
    edits.push(...before);
  }
  const what = [...(freeze ? ['freeze protection'] : []), ...(time ? ['a time update'] : [])].join(' and ');
  return { title: `Add ${what}`, safe: false, edits };
}
