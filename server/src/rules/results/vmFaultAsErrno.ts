// SPDX-License-Identifier: GPL-2.0-only

import type { ReturnedValue } from '../../analysis/reports/model/exits.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import type { Kernel, ResultKind } from '../../contracts/model.ts';
import { spot } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { confidenceOf, tableName, valuePathTo, written } from '../shared/path.ts';
import { lostWrites, zeroCounts } from './accessCount.ts';

/** A caller that looks for a negative errno takes a VM_FAULT bit, a positive number, for success. */
export const vmFaultAsErrno: Rule = {
  id: 'vm-fault-as-errno',
  title: 'a VM_FAULT bit leaves a function whose result is an errno or a count',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'access, may_split, mremap, mprotect, set_policy and mmap answer with 0 (or a count) or a negative errno. A VM_FAULT bit is a positive number: not an error to most callers, a length to those of access. Until 2.6.29 the same holds for page_mkwrite.',
  source: 'mm/memory.c __access_remote_vm(), mm/vma.c __split_vma(), mm/mremap.c, mm/mprotect.c, mm/mmap.c',
  check(context, emit) {
    for (const report of context.reports)
      for (const draft of [...zeroCounts(report), ...lostWrites(report)]) emit(draft);
    for (const report of context.reports)
      for (const { callee, code, place, test } of report.codesTested)
        emit({
          once: spot(place),
          place,
          function: callee,
          table: null,
          op: report.op,
          confidence: 'high',
          says: {
            fault: `${callee}() returns ${written(code)} among 0 and negative errnos, and ${report.definition.name}() tests its result for 0`,
            consequences: ['success takes the branch for failure'],
            advice: 'return 0 instead',
            asks: asked('Should {who} return a VM_FAULT code {here}, beside 0 and errnos?'),
          },
          related: [{ place: test, message: `${report.definition.name}() tests the result for 0` }],
        });
    for (const { op, name, table, kind, returns, isSurely } of functionsWithErrno(context)) {
      for (const exit of returns) {
        const bits = exit.values.filter((atom) => bitsOf(atom)?.length);
        const codes = bits.length > 0 || !isSurely ? bits : exit.values.filter(isPositive);
        if (!codes.length) continue;
        emit({
          once: `${op}:${spot(exit.place)}`,
          place: exit.place,
          function: name,
          table,
          op,
          confidence: confidenceOf(exit),
          says: {
            fault: `${op} handler ${name}() returns ${either(codes.map(written))}, but its result is ${meaning(kind)}`,
            consequences: [consequence(kind, op, codes)],
            advice: 'return a negative errno instead',
            remedy: { code: ['return -EFAULT;'] },
          },
          related: valuePathTo(exit.trace, exit.values, origins(exit, codes)),
        });
      }
    }
  },
};

interface ErrnoFunction {
  op: string;
  name: string;
  table: string | null;
  kind: ResultKind;
  returns: ReturnedValue[];
  /** Core, or a subsystem that passes its result on, tests the result for 0 alone. */
  isSurely: boolean;
}

/** A number, or an errno without its sign: `return 1`, `return EINVAL`. */
const isPositive = (atom: string) => Number(atom) > 0 || atom.startsWith('E:');

/** Handlers whose member answers with an errno or a count, and the functions that stand as .mmap. */
function functionsWithErrno({ kernel, reports, mappings }: RuleContext): ErrnoFunction[] {
  const found: ErrnoFunction[] = [];
  for (const report of reports) {
    const kind = resultOf(report.op, kernel);
    if (kind === 'errno' || kind === 'count')
      found.push({
        op: report.op,
        name: report.definition.name,
        table: tableName(report),
        kind,
        returns: report.exits,
        isSurely: kind === 'errno' && report.op !== 'page_mkwrite',
      });
  }
  const handlers = new Set(reports.map((r) => r.definition));
  for (const { definition, entries, returns } of mappings) {
    if (handlers.has(definition) || returnType(definition) !== 'int') continue;
    if (entries.length > 0 || definition.name.includes('mmap'))
      found.push({
        ...{ op: 'mmap', name: definition.name, table: null, kind: 'errno', returns },
        isSurely: entries.some(({ contract }) => contract !== undefined),
      });
  }
  return found;
}

function resultOf(op: string, kernel: Kernel): ResultKind | null {
  return handlerContract(op, kernel)?.result ?? null;
}

function returnType(definition: { variants(): { returnType: string }[] }): string {
  return definition.variants()[0]?.returnType ?? '';
}

function meaning(kind: ResultKind): string {
  return kind === 'count' ? 'the number of bytes handled or a negative errno' : '0 or a negative errno';
}

function consequence(kind: ResultKind, op: string, codes: readonly string[]): string {
  const [code] = codes;
  if (op === 'mmap' && code !== undefined)
    return `core drops the mapping, and mmap() hands the ${isPositive(code) ? 'number' : 'bit'} to user space as the address of it`;
  if (kind === 'count') return 'the caller takes the bit for so many bytes';
  if (op === 'page_mkwrite') return 'core treats a positive value as permission to write';
  return 'a positive number is no error code, and reaches user space as it is';
}

function origins(exit: ReturnedValue, codes: string[]) {
  const steps = codes.flatMap((atom) => {
    const place = exit.origins[exit.values.indexOf(atom)];
    if (!place || place.start === exit.place.start || exit.trace.some((s) => s.place.start === place.start))
      return [];
    return [{ place, message: `${written(atom)} comes from here` }];
  });
  return steps.slice(0, 2);
}
