// SPDX-License-Identifier: GPL-2.0-only
/** What paths rest on after a test of something that those which met before knew differently. */
import { expect, test } from 'vitest';
import {
  type Choice,
  chosen,
  crossing,
  DOUBTED,
  type Doubt,
  either,
} from '../../server/src/analysis/state/doubt.ts';
import { dump } from './analyseSource.ts';

const [yes, no] = crossing(2) as [Choice, Choice];
const [first, second, third] = crossing(3) as [Choice, Choice, Choice];
const after = (...choices: Choice[]) => choices.reduce(chosen, null as Doubt);

test('what holds on every way of a test rests on nothing', () => {
  expect(either(after(yes), after(no))).toBe(null);
  expect(either(after(yes), after(yes))).toEqual([[yes]]);
  expect(either(after(yes), null)).toBe(null);
});

test('all ways of a call have to be there', () => {
  const two = either(after(first), after(second));
  expect(two).toEqual([[first], [second]]);
  expect(either(two, after(third))).toBe(null);
});

test('a test on one way of another falls away by itself', () => {
  const inner = either(after(yes, first), after(yes, second));
  expect(either(inner, after(yes, third))).toEqual([[yes]]);
  expect(either(either(inner, after(no)), after(yes, third))).toBe(null);
  expect(either(after(yes, first), after(no, first))).toEqual([[first]]);
});

test('two runs of one test are two tests', () => {
  const [again] = crossing(2) as [Choice];
  expect(either(after(yes), after(again))).toEqual([[yes], [again]]);
});

test('what was not understood stays in doubt, and adds nothing to others', () => {
  expect(chosen(DOUBTED, yes)).toEqual([]);
  expect(either(DOUBTED, after(yes))).toEqual([[yes]]);
  expect(either(DOUBTED, DOUBTED)).toEqual([]);
});

/** More ways to what follows than are told apart. */
const merged = (rest: string) => {
  const names = 'abcdefgh'.split('');
  return dump(
    `static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; int ${names.map((name) => `${name} = 0`).join(', ')};
     ${names.map((name) => `if (foo_${name}(foo)) ${name} = 1;`).join(' ')}
     mutex_lock(&foo->lock); ${rest} foo_tell(${names.join(', ')}); return VM_FAULT_SIGBUS; }`,
    'f',
    'fault',
  );
};

test('a lock that is kept whichever way a test goes is kept for sure', () => {
  expect(merged('if (a) foo_one(); else foo_two();')).toEqual([
    'line 3: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock',
  ]);
});

test('and one that is given back by two tests that exclude each other is not kept', () => {
  const lines = merged('if (a) mutex_unlock(&foo->lock); if (!a) mutex_unlock(&foo->lock);');
  expect(lines.filter((line) => !line.includes('assumed'))).toEqual([
    'line 3: SIGBUS · page unset, unlocked · mmap held',
  ]);
});

test('whatever a callee finds out about it on the way', () => {
  const callee = `static int foo_name(int a) { if (a & 1) return 'r'; if (a & 2) return 'w'; return 'x'; }\n`;
  const names = 'abcdefgh'.split('');
  const source = `${callee}static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; int ${names.map((name) => `${name} = 0`).join(', ')};
     ${names.map((name) => `if (foo_${name}(foo)) ${name} = foo_got_${name}(foo);`).join(' ')}
     mutex_lock(&foo->lock); foo_log(foo_name(a)); if (a & 1) foo_one(); foo_tell(${names.join(', ')}); return VM_FAULT_SIGBUS; }`;
  expect(dump(source, 'f', 'fault')).toEqual([
    'line 4: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock',
  ]);
});

test('whether a pointer was asked if it is NULL says nothing of what lies behind it', () => {
  const flags = 'abcdefgh'.split('').map((name) => `if (foo_${name}(foo)) ${name} = 1;`);
  const source = (
    test: string,
  ) => `static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; int a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
     if (foo) foo_see(a); ${flags.join(' ')}
     mutex_lock(&foo->lock); foo_tell(a, b, c, d, e, f, g, h); if (${test}) return VM_FAULT_SIGBUS; mutex_unlock(&foo->lock); return VM_FAULT_NOPAGE; }`;
  const held = (test: string) => dump(source(test), 'f', 'fault').filter((line) => line.includes('SIGBUS'));
  expect(held('foo->gone')).toEqual(['line 3: SIGBUS · page unset, unlocked · mmap held · holds &foo->lock']);
});

test('what a call gives is told apart where many states meet behind it', () => {
  const ways = 'abcdefgh'
    .split('')
    .map((name) => `if (foo->${name}) { foo->n_${name} = 1; return -EDQUOT; }`);
  const source = `static int foo_take(struct foo *foo) { ${ways.join(' ')} return foo_rest(foo); }
static vm_fault_t f(struct vm_fault *vmf) { struct foo *foo = vmf->vma->vm_private_data; int err;
     mutex_lock(&foo->lock); err = foo_take(foo); if (err) return vmf_error(err); mutex_unlock(&foo->lock); return VM_FAULT_NOPAGE; }`;
  const lines = dump(source, 'f', 'fault');
  expect(lines.filter((line) => line.includes('assumed'))).toEqual([]);
});
