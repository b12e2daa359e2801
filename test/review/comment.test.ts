// SPDX-License-Identifier: GPL-2.0-only
/** What a reply says goes by what the finding says, and what it proposes is right for its path. */
import { expect, test } from 'vitest';
import type { Finding, PathStep } from '../../server/src/findings/finding.ts';
import { messageOf, type Says } from '../../server/src/findings/says.ts';
import { commentOf } from '../../server/src/report/review/comment.ts';
import { codeInstead } from '../../server/src/review/reply/instead.ts';
import { wordingOf } from '../../server/src/review/reply/questions.ts';
import { doesSomething } from '../../server/src/review/reply/substance.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const path = 'drivers/frame.c';

/** A finding at the first line of the code that has `at` in it. */
function finding(rule: string, says: Says, code = 'return 0;\n', at = '', steps: string[] = []): Finding {
  const file = new SourceFile(path, code);
  const placeOf = (text: string) => {
    const start = code.indexOf(text);
    return { file, start, end: start + text.length };
  };
  return {
    rule,
    severity: 'warning',
    confidence: 'high',
    basis: 'core',
    says,
    message: messageOf(says),
    place: placeOf(at),
    function: 'frame_fault',
    table: null,
    op: 'fault',
    path: steps.map((step): PathStep => {
      const [kind, message, text] = step.split('|') as [PathStep['kind'], string, string?];
      return { kind, message, place: placeOf(text ?? at), explains: true };
    }),
    fix: null,
  };
}

const anchorAt = (line: number) => ({ file: path, line, side: 'new' as const });
const proposed = (one: Finding, line: number) =>
  codeInstead(one, anchorAt(line)).code.map((text) => text.trim());

test('a VM_FAULT code in place of a constant, never of a variable that is right on other paths', () => {
  const says = {
    fault: 'fault handler frame_fault() returns 0 without having set vmf->page',
    consequences: ['core dereferences the NULL page'],
    advice: 'return VM_FAULT_NOPAGE, as it installed the entry itself',
    remedy: { code: ['return VM_FAULT_NOPAGE;'] },
  };
  expect(proposed(finding('fault-without-page', says), 1)).toEqual(['return VM_FAULT_NOPAGE;']);
  expect(proposed(finding('fault-without-page', says, 'return ret;\n'), 1)).toEqual([]);
  const other = {
    ...says,
    remedy: undefined,
    advice: 'set vmf->page to a page with a reference, or return VM_FAULT_SIGBUS',
  };
  expect(proposed(finding('fault-without-page', other), 1)).toEqual([]);
});

const LEAK = {
  fault: 'fault handler frame_fault() returns VM_FAULT_NOPAGE with folio still locked',
  consequences: ['it is never unlocked, and the next task that wants the page hangs'],
  advice: 'unlock it first',
  remedy: { lock: 'folio' },
};
const leak = (code: string) =>
  finding('page-lock-leak', LEAK, code, 'return', [
    'takes|folio_lock() takes the lock of folio|folio_lock(folio)',
  ]);

test('an unlock in front of a return: where nothing else comes by', () => {
  const code = (rest: string) => `\tfolio_lock(folio);\n${rest}`;
  expect(proposed(leak(code('\tif (bad) {\n\t\treturn VM_FAULT_NOPAGE;\n\t}\n')), 3)).toEqual([
    'folio_unlock(folio);',
  ]);
  expect(proposed(leak(code('\tif (bad)\n\t\treturn VM_FAULT_NOPAGE;\n')), 3)).toEqual([]);
  expect(proposed(leak(code('\tif (bad)\n\t\tgoto out;\nout:\n\treturn ret;\n')), 3)).toEqual([]);
  expect(proposed(leak(code('\tgoto out;\nout:\n\treturn ret;\n')), 4)).toEqual([]);
});

test('the lock that is given back is the one of the message, taken in the same function, without its class', () => {
  const says = {
    fault: 'fault handler frame_fault() returns with &frame->a still held',
    consequences: ['the next task that takes it hangs'],
    advice: 'release it on this path too',
    remedy: { lock: '&frame->a' },
  };
  const code = '\tmutex_lock_nested(&frame->a, 1);\n\tmutex_lock(&frame->b);\n\treturn 0;\n';
  const steps = [
    'takes|mutex_lock_nested() takes &frame->a|mutex_lock_nested(&frame->a, 1)',
    'takes|mutex_lock() takes &frame->b|mutex_lock(&frame->b)',
  ];
  expect(proposed(finding('lock-imbalance', says, code, 'return', steps), 3)).toEqual([
    'mutex_unlock(&frame->a);',
  ]);
  const apart = code.replace('\treturn', '}\n\nint frame(void)\n{\n\treturn');
  expect(proposed(finding('lock-imbalance', says, apart, 'return', steps), 7)).toEqual([]);
});

test('lines that do nothing are not worth keeping', () => {
  expect(['out:', '\t}', '', '\t/* why */', '\tu64 pgoff, base;', '\t} else {'].some(doesSomething)).toBe(
    false,
  );
  expect(
    ['\tbreak;', '\tgoto out;', '\treturn ret;', '\tu64 base = 0;', 'out: put(x);'].every(doesSomething),
  ).toBe(true);
});

test('a question is that of the finding, or else of its rule', () => {
  const asked = (rule: string, says: Says) => {
    const { question, consequence } = wordingOf(finding(rule, says), true);
    return `${question} ${consequence}`;
  };
  expect(
    asked('pgoff-bound', {
      fault:
        'frame_fault() leaves another vm_pgoff than it was handed, and frame_close() picks by it what it gives back',
      consequences: ['it takes what belongs to another mapping'],
      advice: 'restore vm_pgoff before the return',
      asks: { question: 'Should {who} restore vm_pgoff {here}?', tellsFault: true },
    }),
  ).toBe(
    'Should frame_fault() restore vm_pgoff here? It leaves another vm_pgoff than it was handed, and frame_close() picks by it what it gives back. It takes what belongs to another mapping.',
  );
  expect(
    asked('mmap-reference', {
      fault: 'frame_mmap() installs frame_ops, which has close',
      consequences: ['kernfs refuses such a table after bin_attribute.mmap has made the mapping'],
      advice: 'leave close out',
      asks: { question: 'Can frame_ops have close?' },
    }),
  ).toBe(
    'Can frame_ops have close? kernfs refuses such a table after bin_attribute.mmap has made the mapping.',
  );
  expect(
    asked('mmap-reference', {
      fault: 'close handler frame_close() gives nothing back of what frame_mmap() took',
      consequences: ['each mapping leaves a reference behind'],
      advice: 'give it back in close',
    }),
  ).toBe(
    'Does frame_fault() take and give back the same references here? Close handler frame_close() gives nothing back of what frame_mmap() took. Each mapping leaves a reference behind.',
  );
});

const said = (one: Finding) =>
  commentOf({ finding: one, anchor: anchorAt(1) }, [], { text: '', removed: [] });

test('the way there has what decides', () => {
  const lines = said(
    finding(
      'use-after-put',
      {
        fault:
          'fault handler frame_fault() uses frame->page after frame_put() may have dropped its last reference',
        consequences: ['the memory may belong to another user'],
        advice: 'read what is needed first, and make the put the last step',
      },
      'frame_put(frame);\n',
      'frame_put',
      [
        'result|frame_alloc() returns a non-zero value',
        'result|frame_lookup() returns 0',
        'result|frame_map() returns 0',
        'takes|mutex_lock() takes &frame->lock',
        'result|frame_add() returns a negative errno',
        'note|frame_put() may have dropped its last reference',
      ],
    ),
  );
  expect(lines.slice(0, 9)).toEqual([
    'Can what frame_fault() uses here be freed already? It uses frame->page',
    'after frame_put() may have dropped its last reference. The memory may',
    'belong to another user.',
    '',
    'The way there: frame_lookup() returns 0; then frame_add() returns a',
    'negative errno.',
    '',
    'Read what is needed first, and make the put the last step.',
    '',
  ]);
});

test('a name in the code begins no sentence with a capital', () => {
  const lines = said(
    finding(
      'pgoff-bound',
      {
        fault: 'addr is bounds-checked in frame_mmap() alone, and mremap() can enlarge the mapping',
        consequences: ['user space reaches what lies past the object'],
        advice: 'set VM_DONTEXPAND in frame_mmap()',
      },
      'page = virt_to_page(addr);\n',
    ),
  ).join(' ');
  expect(lines).toContain('? addr is bounds-checked');
});
