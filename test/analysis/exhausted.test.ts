// SPDX-License-Identifier: GPL-2.0-only
/** A callee that has more paths than are explored. */
import { expect, test } from 'vitest';
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { analyseHandler } from '../../server/src/analysis/reports/handler.ts';
import { program } from './analyseSource.ts';
import { dumpHandler } from './dump.ts';

/** `size` tests in a row, for each of two flags; before them it sleeps. */
function source(size: number, body: string): string {
  const tests = Array.from({ length: size }, (_, n) => `if (foo_test${n}(foo)) foo_step${n}(foo);`);
  return `
static vm_fault_t foo_walk(struct vm_fault *vmf, struct foo *foo, int mode)
{
	msleep(1);
	if (vmf->flags & FAULT_FLAG_WRITE) foo_begin();
	${tests.join(' ')}
	if (vmf->flags & FAULT_FLAG_WRITE) foo_finish();
	return VM_FAULT_NOPAGE;
}
static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; ${body} }`;
}

function analyse(size: number, body: string) {
  const { program: made, kernel, file } = program(source(size, body));
  const context = createContext(made, kernel);
  const [report] = made
    .lookup('f', file)
    .flatMap((definition) => analyseHandler(definition, 'fault', kernel.ops.get('fault'), [], context));
  if (!report) throw new Error('no report');
  const sleeping = report.calls.map(({ callee, sleeps }) => `${callee}${sleeps ? ' sleeps' : ''}`);
  const tried = [...context.summaries.values()].filter(({ definition }) => definition.name === 'foo_walk');
  return { lines: dumpHandler(report), sleeping, tried: tried.length };
}

const TWO = 'if (foo->first) return foo_walk(vmf, foo, 1); return foo_walk(vmf, foo, 2);';

test('one of a few ways is told apart for each of its arguments', () => {
  const { lines, sleeping, tried } = analyse(2, TWO);
  expect(lines).toEqual(['line 10: NOPAGE · page unset, unlocked · mmap held']);
  expect(sleeping).toEqual(['foo_walk sleeps', 'foo_walk sleeps']);
  expect(tried).toBe(2);
});

test('one of too many is tried once, and nothing is known of what it returns', () => {
  const { lines, sleeping, tried } = analyse(300, TWO);
  expect(lines).toEqual([
    'line 10: ? · page unknown, unlocked · mmap held · installed unknown · truncation checked unknown',
  ]);
  expect(tried).toBe(1);
  // What was seen of it under one argument may never happen under the other.
  expect(sleeping).toEqual(['foo_walk sleeps', 'foo_walk']);
});

test('under the same arguments it says again what was seen', () => {
  const { sleeping, tried } = analyse(
    200,
    'if (foo->first) return foo_walk(vmf, foo, 1); return foo_walk(vmf, foo, 1);',
  );
  expect(sleeping).toEqual(['foo_walk sleeps', 'foo_walk sleeps']);
  expect(tried).toBe(1);
});
