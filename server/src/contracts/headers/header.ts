// SPDX-License-Identifier: GPL-2.0-only
/** What a tree's own headers say: struct vm_operations_struct, VM_FAULT_*, vm_fault_t. Pure text. */
import type { SourceFile } from '../../text/source.ts';
import { readFaultCodes, readFaultType } from './headerConstants.ts';
import { type OperationsStruct, readOperationsStruct } from './headerStructs.ts';
import { blankComments } from './text.ts';

/** What the headers of a tree say. Empty maps and nulls: not found. */
export interface HeaderFacts {
  operations: (OperationsStruct & { file: SourceFile }) | null;
  faultCodes: Map<string, number>;
  faultErrors: Set<string> | null;
  /** What vm_fault_t is: a typedef for int, a type of its own, or not there. */
  faultType: 'int' | 'distinct' | null;
}

/** Reads everything from a tree's headers: include/linux/mm.h and mm_types.h, in any order. */
export function readHeaders(files: readonly SourceFile[]): HeaderFacts {
  const texts = files.map((file) => blankComments(file.text));
  const { codes, errors } = readFaultCodes(texts);
  let operations: HeaderFacts['operations'] = null;
  for (const [i, file] of files.entries()) {
    const struct = readOperationsStruct(texts[i] as string);
    if (struct) {
      operations = { ...struct, file };
      break;
    }
  }
  return {
    operations,
    faultCodes: codes,
    faultErrors: errors,
    faultType: readFaultType(texts),
  };
}
