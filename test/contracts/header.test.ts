// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { readFaultCodes, readFaultType } from '../../server/src/contracts/headers/headerConstants.ts';
import { readOperationsStruct, readVmFaultStruct } from '../../server/src/contracts/headers/headerStructs.ts';
import { formatPrototype } from '../../server/src/contracts/prototype.ts';

const membersOf = (text: string) =>
  readOperationsStruct(text)?.members.map((m) => formatPrototype(m.name, m.prototype));

describe('readOperationsStruct', () => {
  it('reads the 2.6 form: names in any style, several lines, comments between', () => {
    const text = `
      struct vm_operations_struct;   /* struct vm_operations_struct { in a comment } */
      struct vm_operations_struct {
        void (*open)(struct vm_area_struct * area); /* ; { */
        struct page *(*nopage)(struct vm_area_struct * area,
                               unsigned long address, // a; b
                               int *type);
        int (*pmd_fault)(struct vm_area_struct *, unsigned long address,
                         pmd_t *, unsigned int flags);
      };`;
    expect(membersOf(text)).toEqual([
      'void (*open)(struct vm_area_struct *)',
      'struct page *(*nopage)(struct vm_area_struct *, unsigned long, int *)',
      'int (*pmd_fault)(struct vm_area_struct *, unsigned long, pmd_t *, unsigned int)',
    ]);
  });

  it('gives each name its offset and each member its guards', () => {
    const text = `struct vm_operations_struct {
      vm_fault_t (*fault)(struct vm_fault *vmf);
    #ifdef CONFIG_NUMA
      int (*set_policy)(struct vm_area_struct *vma, struct mempolicy *new);
    # if defined(CONFIG_A) && \\
         defined(CONFIG_B)
      int (*inner)(void);
    # else
      int (*other)(void);
    # endif
    #endif
    #ifndef CONFIG_X
      int (*without)(void);
    #endif
    #ifdef CONFIG_USERFAULTFD
      const struct vm_uffd_ops *uffd_ops;
    #endif
    };`;
    const struct = readOperationsStruct(text);
    expect(struct && text.slice(struct.start, struct.end)).toBe('vm_operations_struct');
    expect(struct?.members.map((m) => [text.slice(m.start, m.end), m.kind, m.guard])).toEqual([
      ['fault', 'callback', null],
      ['set_policy', 'callback', 'CONFIG_NUMA'],
      ['inner', 'callback', 'CONFIG_NUMA && defined(CONFIG_A) && defined(CONFIG_B)'],
      ['other', 'callback', 'CONFIG_NUMA && !(defined(CONFIG_A) && defined(CONFIG_B))'],
      ['without', 'callback', '!CONFIG_X'],
      ['uffd_ops', 'data', 'CONFIG_USERFAULTFD'],
    ]);
  });

  it('lists a member that both arms declare once, without a guard', () => {
    const members = readOperationsStruct(`struct vm_operations_struct {
    #ifdef CONFIG_A
      int (*mremap)(struct vm_area_struct *a);
    #else
      int (*mremap)(struct vm_area_struct *a, unsigned long f);
    #endif
    };`)?.members;
    expect(members?.map((m) => [m.name, m.guard, m.prototype.parameters.length])).toEqual([
      ['mremap', null, 1],
    ]);
  });

  it("unwraps vendors' macros", () => {
    const text = `struct vm_operations_struct {
      int (*access)(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write);
      RH_KABI_REPLACE(int (*fault)(struct vm_area_struct *vma, struct vm_fault *vmf),
                      vm_fault_t (*fault)(struct vm_fault *vmf))
      ANDROID_KABI_USE(1, int (*may_split)(struct vm_area_struct *vma, unsigned long addr));
      RH_KABI_RESERVE(1)
      ANDROID_KABI_RESERVE(2);
      RH_KABI_EXTEND(const char *(*name)(struct vm_area_struct *vma))
    };`;
    expect(membersOf(text)).toEqual([
      'int (*access)(struct vm_area_struct *, unsigned long, void *, int, int)',
      'vm_fault_t (*fault)(struct vm_fault *)',
      'int (*may_split)(struct vm_area_struct *, unsigned long)',
      'const char *(*name)(struct vm_area_struct *)',
    ]);
  });

  it.each([
    ['no text', ''],
    ['a declaration only', 'struct vm_operations_struct;'],
    ['a pointer to it', 'const struct vm_operations_struct *vm_ops;'],
    ['a table', 'struct vm_operations_struct ops = { .open = f };'],
    ['half a struct', 'struct vm_operations_struct { void (*open)(struct vm_area'],
  ])('finds nothing in %s', (_, text) => expect(readOperationsStruct(text)).toBeNull());

  it('skips what it cannot read and keeps the rest', () => {
    const text =
      'struct vm_operations_struct { ???; void (*open)(struct vm_area_struct *a); struct list_head; int (*x)(; };';
    expect(readOperationsStruct(text)?.members.map((m) => m.name)).toEqual(['open']);
  });
});

describe('readFaultCodes', () => {
  it('reads #defines', () => {
    const text = `
      #define VM_FAULT_MINOR 0 /* For backwards compat. */
      #define VM_FAULT_OOM  0x0001
      #define VM_FAULT_NOPAGE\t0x0100\t/* no page */
      #define VM_FAULT_HWPOISON_LARGE_MASK 0xf000
      #define VM_FAULT_SET_HINDEX(x) ((x) << 12)
      #define VM_FAULT_ERROR\t(VM_FAULT_OOM | \\
                         VM_FAULT_HWPOISON)
      // #define VM_FAULT_GONE 0x4000
    `;
    const { codes, errors } = readFaultCodes([text]);
    expect([...codes]).toEqual([
      ['MINOR', 0],
      ['OOM', 1],
      ['NOPAGE', 256],
    ]);
    expect([...(errors ?? [])]).toEqual(['OOM', 'HWPOISON']);
  });

  it('reads the enum, from whichever text has it', () => {
    const text = `enum vm_fault_reason {
      VM_FAULT_OOM = (__force vm_fault_t)0x000001,
      VM_FAULT_COMPLETED = (__force vm_fault_t)0x004000,
      VM_FAULT_HINDEX_MASK = (__force vm_fault_t)0x0f0000,
    };`;
    const { codes, errors } = readFaultCodes(['', text]);
    expect([...codes]).toEqual([
      ['OOM', 1],
      ['COMPLETED', 0x4000],
    ]);
    expect(errors).toBeNull();
  });

  it('reads the negative number of old', () =>
    expect([...readFaultCodes(['#define VM_FAULT_OOM\t(-1)\n']).codes]).toEqual([['OOM', -1]]));
  it('finds nothing in nothing', () =>
    expect(readFaultCodes([])).toEqual({ codes: new Map(), errors: null }));
});

describe('readVmFaultStruct', () => {
  it('reads groups and unions and knows what is const', () => {
    const text = `struct vm_fault {
      const struct {
        struct vm_area_struct *vma; /* Target */
        pgoff_t pgoff;
      };
      enum fault_flag flags; /* FAULT; */
      union { pte_t orig_pte; pmd_t orig_pmd; };
      struct page *page;
    };`;
    expect(readVmFaultStruct(text).map((f) => [f.name, f.type, f.isConst])).toEqual([
      ['vma', 'struct vm_area_struct *', true],
      ['pgoff', 'pgoff_t', true],
      ['flags', 'enum fault_flag', false],
      ['orig_pte', 'pte_t', false],
      ['orig_pmd', 'pmd_t', false],
      ['page', 'struct page *', false],
    ]);
  });
  it('finds nothing where it is only named', () =>
    expect(readVmFaultStruct('struct vm_fault; int f(struct vm_fault *vmf) { }')).toEqual([]));
});

describe('readFaultType', () => {
  it.each([
    ['typedef int vm_fault_t;', 'int'],
    ['typedef __bitwise unsigned int vm_fault_t;', 'distinct'],
    ['/* typedef int vm_fault_t; */', null],
  ])('%s → %s', (text, type) => expect(readFaultType([text])).toBe(type));
});
