// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { definedStructs, describedByLocking } from '../../server/src/contracts/document/described.ts';
import { readLockingDocument } from '../../server/src/contracts/document/document.ts';
import { contractOf, structContracts } from '../../server/src/contracts/structContracts.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const HEADER = 'struct file_operations {\n\tint (*poll)(struct file *);\n\tint (*open)(struct file *);\n};\n';

/** What a sentence about all ops says of poll and open. */
function blocking(sentence: string) {
  const text = `file_operations\n===============\n\nlocking rules:\n\t${sentence}\n`;
  const { structs } = definedStructs([new SourceFile('include/linux/fs.h', HEADER)]);
  const contracts = structContracts(structs, [describedByLocking(readLockingDocument(text, 'x'))]);
  return ['poll', 'open'].map((op) => contractOf(contracts, 'file_operations', op)?.mayBlock);
}

describe('a sentence about all ops', () => {
  test.each([
    ['All may block.', ['yes', 'yes']],
    ['All except ->poll() may block.', ['no', 'yes']],
    ['All except poll and open may block', ['no', 'no']],
    ['All may block [not true, see below]', [null, null]],
    ['Nothing is known.', [null, null]],
  ])('%s', (sentence, expected) => expect(blocking(sentence)).toEqual(expected));
});

test('a name that the struct does not have has no contract', () => {
  const { structs } = definedStructs([new SourceFile('include/linux/fs.h', HEADER)]);
  const contracts = structContracts(structs, []);
  expect(contractOf(contracts, 'file_operations', 'close')).toBeUndefined();
  expect(contractOf(contracts, 'super_operations', 'poll')).toBeUndefined();
  expect(contractOf(contracts, 'file_operations', 'poll')?.documented).toBeNull();
});
