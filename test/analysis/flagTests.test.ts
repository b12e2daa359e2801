// SPDX-License-Identifier: GPL-2.0-only
/** A test of several flags of a VMA says the same as one of each, whoever makes it. */
import { expect, test } from 'vitest';
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { analyseMapping } from '../../server/src/analysis/reports/mapping.ts';
import { areOtherMappings, mappingsInWords } from '../../server/src/analysis/state/mappingWords.ts';
import { program } from './analyseSource.ts';

function exitsOf(helper: string, test: string) {
  const source = `
#define BOTH (VM_SHARED | VM_MAYWRITE)
static vm_fault_t foo_fault(struct vm_fault *vmf) { return VM_FAULT_SIGBUS; }
static const struct vm_operations_struct foo_vm_ops = { .fault = foo_fault };
${helper}
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	${test}
		return -EINVAL;
	vma->vm_ops = &foo_vm_ops;
	return 0;
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };`;
  const { program: made, kernel, file } = program(source);
  const definitions = made.lookup('foo_mmap', file);
  const context = createContext(made, kernel);
  return definitions.flatMap((one) => analyseMapping(one, context)).flatMap(({ exits }) => exits);
}

const helper = (body: string, parameters = 'const struct vm_area_struct *vma') =>
  `static bool foo_test(${parameters}) { ${body} }`;
const CALLED = 'if (foo_test(vma))';
const MASK = 'const vm_flags_t mask = VM_SHARED | VM_MAYWRITE;';

test.each<[string, string, string]>([
  ['in one', '', 'if ((vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == (VM_SHARED | VM_MAYWRITE))'],
  ['the mask first', '', 'if ((BOTH & vma->vm_flags) == BOTH)'],
  ['by a helper', helper('return (vma->vm_flags & BOTH) == BOTH;'), CALLED],
  ['by a helper with a mask of its own', helper(`${MASK} return (vma->vm_flags & mask) == mask;`), CALLED],
  [
    'by a helper given the flags',
    helper(`${MASK} return (f & mask) == mask;`, 'vm_flags_t f'),
    'if (foo_test(vma->vm_flags))',
  ],
  [
    'by a helper given the mask',
    helper('return (vma->vm_flags & m) == m;', 'struct vm_area_struct *vma, vm_flags_t m'),
    'if (foo_test(vma, VM_SHARED | VM_MAYWRITE))',
  ],
  ['the other way', helper('return (vma->vm_flags & BOTH) != BOTH;'), 'if (!foo_test(vma))'],
  [
    'by a helper that returns an error',
    helper('if ((vma->vm_flags & BOTH) == BOTH) return -EINVAL; return 0;').replace('bool', 'int'),
    'int ret = foo_test(vma); if (ret)',
  ],
  ['by what differs', helper('return !((vma->vm_flags & BOTH) ^ BOTH);'), CALLED],
  ['by what is missing', helper('return !(~vma->vm_flags & BOTH);'), CALLED],
  ['by a local', helper('const unsigned long f = vma->vm_flags & BOTH; return f == BOTH;'), CALLED],
  ['a switch', '', 'switch (vma->vm_flags & BOTH) { case BOTH: return -EINVAL; } if (0)'],
  [
    'by locals',
    helper(
      'bool shared = vma->vm_flags & VM_SHARED; bool w = vma->vm_flags & VM_MAYWRITE; return shared && w;',
    ),
    CALLED,
  ],
  ['by nested tests', '', 'if (vma->vm_flags & VM_SHARED) if (vma->vm_flags & VM_MAYWRITE)'],
])('%s', (_, helper, test) => {
  const apart = exitsOf('', 'if ((vma->vm_flags & VM_SHARED) && (vma->vm_flags & VM_MAYWRITE))');
  const now = exitsOf(helper, test);
  expect(mappingsInWords(now)).toEqual(mappingsInWords(apart));
  expect(areOtherMappings(apart, now)).toBe(false);
});

test.each([
  'if ((vma->vm_flags & BOTH) == VM_SHARED)',
  'if ((vma->vm_flags & BOTH) != BOTH)',
  'if (vma->vm_flags & BOTH)',
])('another: %s', (test) => {
  const apart = exitsOf('', 'if ((vma->vm_flags & VM_SHARED) && (vma->vm_flags & VM_MAYWRITE))');
  expect(areOtherMappings(apart, exitsOf('', test))).toBe(true);
});
