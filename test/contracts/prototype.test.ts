// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import {
  formatPrototype,
  parameterType,
  prototypeOf,
  samePrototype,
  sameType,
  splitParameters,
} from '../../server/src/contracts/prototype.ts';

describe('sameType', () => {
  it.each([
    ['struct vm_area_struct*', 'struct vm_area_struct *'],
    ['struct  vm_fault\t*', 'struct vm_fault *'],
    ['unsigned', 'unsigned int'],
    ['unsigned long int', 'long unsigned'],
    ['const char *', 'char const *'],
    ['const int', 'int'],
    ['struct vm_fault * const', 'struct vm_fault *'],
    ['void __user *', 'void *'],
    ['void * *', 'void **'],
    ['static inline int', 'int'],
  ])('%s is %s', (a, b) => expect(sameType(a, b)).toBe(true));

  it.each([
    ['int', 'unsigned int'],
    ['struct vm_fault *', 'struct vm_fault **'],
    ['const char *', 'char *'],
    ['struct vm_fault *', 'struct vm_area_struct *'],
    ['vm_fault_t', 'int'],
    ['long', 'int'],
    ['void', 'void *'],
  ])('%s is not %s', (a, b) => expect(sameType(a, b)).toBe(false));

  it('takes a typedef for what it stands for only when told so', () => {
    const typedefs = new Map([['vm_fault_t', 'int']]);
    expect(sameType('vm_fault_t', 'int', typedefs)).toBe(true);
    expect(sameType('vm_fault_t', 'unsigned int', typedefs)).toBe(false);
  });
});

describe('parameterType', () => {
  it.each([
    ['struct vm_area_struct * area', 'struct vm_area_struct *'],
    ['struct vm_fault *vmf', 'struct vm_fault *'],
    ['struct vm_fault *', 'struct vm_fault *'],
    ['unsigned long addr', 'unsigned long'],
    ['unsigned long', 'unsigned long'],
    ['unsigned flags', 'unsigned int'],
    ['unsigned', 'unsigned int'],
    ['pgoff_t', 'pgoff_t'],
    ['pgoff_t start', 'pgoff_t'],
    ['const struct file *file', 'const struct file *'],
    ['enum page_entry_size pe_size', 'enum page_entry_size'],
    ['enum page_entry_size', 'enum page_entry_size'],
    ['const nodemask_t *from', 'const nodemask_t *'],
    ['void **vm_private_data', 'void **'],
    ['char name[16]', 'char *'],
    ['struct vm_fault *vmf __maybe_unused', 'struct vm_fault *'],
    ['int (*actor)(void *)', 'int ( *)( void *)'],
    ['...', '...'],
  ])('%s → %s', (declaration, type) => expect(sameType(parameterType(declaration), type)).toBe(true));
});

describe('splitParameters', () => {
  it('keeps commas inside brackets together', () =>
    expect(splitParameters('int (*f)(int, long), struct page *page')).toEqual([
      'int (*f)(int, long)',
      'struct page *page',
    ]));
  it.each(['', ' ', 'void', ' void '])('"%s" is no parameter', (text) =>
    expect(splitParameters(text)).toEqual([]),
  );
});

describe('samePrototype', () => {
  const fault = prototypeOf('vm_fault_t', 'struct vm_fault *vmf');
  it('ignores names and spaces', () =>
    expect(samePrototype(fault, prototypeOf(' vm_fault_t', 'struct vm_fault*'))).toBe(true));
  it('sees another parameter, and one more', () => {
    expect(samePrototype(fault, prototypeOf('vm_fault_t', 'struct vm_area_struct *vma'))).toBe(false);
    expect(
      samePrototype(fault, prototypeOf('vm_fault_t', 'struct vm_area_struct *vma, struct vm_fault *vmf')),
    ).toBe(false);
  });
});

describe('formatPrototype', () => {
  it('writes a member as the struct would', () => {
    expect(formatPrototype('fault', prototypeOf('vm_fault_t', 'struct vm_fault *vmf'))).toBe(
      'vm_fault_t (*fault)(struct vm_fault *)',
    );
    expect(formatPrototype('name', prototypeOf('const char*', 'struct vm_area_struct *vma'))).toBe(
      'const char *(*name)(struct vm_area_struct *)',
    );
    expect(formatPrototype('f', prototypeOf('int', 'void'))).toBe('int (*f)(void)');
  });
});
