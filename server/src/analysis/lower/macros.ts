// SPDX-License-Identifier: GPL-2.0-only
/** Kernel macros with a meaning that lowering knows. */
import type { Expression } from '../../syntax/ast.ts';

/** `m(condition, …)` is true when its condition is. include/linux/compiler.h, asm-generic/bug.h, mmdebug.h */
export const GIVES_CONDITION_BACK = new Set([
  'likely',
  'unlikely',
  '__builtin_expect',
  'WARN_ON',
  'WARN_ON_ONCE',
  'WARN',
  'WARN_ONCE',
  'WARN_TAINT',
  'WARN_TAINT_ONCE',
  'GEM_WARN_ON',
  'VM_WARN_ON',
  'VM_WARN_ON_ONCE',
  'unlikely_notrace',
]);

/** `m(device, condition, …)` is true when its condition is. include/drm/drm_print.h, include/linux/dev_printk.h */
export const GIVES_SECOND_BACK = new Set([
  'drm_WARN',
  'drm_WARN_ONCE',
  'drm_WARN_ON',
  'drm_WARN_ON_ONCE',
  'dev_WARN_ONCE',
  'gt_WARN_ON',
  'gt_WARN_ON_ONCE',
  'xe_gt_WARN_ON',
  'xe_gt_WARN_ON_ONCE',
]);

/** `m(x)` is x. */
export const GIVES_VALUE_BACK = new Set([
  'READ_ONCE',
  'ACCESS_ONCE',
  'data_race',
  'rcu_dereference',
  'rcu_dereference_raw',
  'READ_ONCE_NOCHECK',
  'unrcu_pointer',
]);

/** `m(x)` is what x was, and leaves in x what its `__free()` does nothing about. include/linux/cleanup.h, file.h */
export const GIVES_UP_CLEANUP: ReadonlyMap<string, 'nothing' | 'error'> = new Map([
  ['no_free_ptr', 'nothing'],
  ['return_ptr', 'nothing'],
  ['retain_ptr', 'nothing'],
  ['retain_and_null_ptr', 'nothing'],
  ['__get_and_null_ptr', 'nothing'],
  ['take_fd', 'error'],
]);

/** The machine stops when the condition holds. */
export const STOPS_IF = new Set(['BUG_ON']);

/** The machine stops. */
export const STOPS = new Set(['BUG', 'panic', 'unreachable', '__builtin_unreachable', 'do_exit']);

/** `m(x);` is `return x;`, `m(label, effect);` is `effect; goto label;`. Lustre, libcfs_debug.h */
export const RETURNS = new Set(['RETURN']);
export const GOES = new Set(['GOTO']);

/** `gcmkONERROR(gcvSTATUS_INVALID)`: a goto where its argument is an error, which a constant is, or it would not stand there. */
export function leavesForSure(name: string, [status, ...rest]: readonly Expression[]): boolean {
  return (
    /ON_?ERROR$/.test(name) &&
    rest.length === 0 &&
    status?.kind === 'identifier' &&
    /^\w*[A-Z]{2}\w*$/.test(status.name)
  );
}

/** Assertions of debug kernels alone: nothing the analysis tracks depends on them. */
export const IGNORED_CALLS = new Set([
  'VM_BUG_ON',
  'VM_BUG_ON_PAGE',
  'VM_BUG_ON_FOLIO',
  'VM_BUG_ON_VMA',
  'VM_BUG_ON_MM',
  'VM_WARN_ON_ONCE_PAGE',
  'VM_WARN_ON_ONCE_FOLIO',
  'VM_WARN_ON_FOLIO',
  'VM_WARN_ON_VMA',
  'lockdep_assert_held',
  'lockdep_assert_held_write',
  'lockdep_assert_held_read',
  'lockdep_assert_not_held',
  'BUILD_BUG_ON',
  'BUILD_BUG',
  'static_assert',
  'might_sleep_if',
  'barrier',
  // Messages that are compiled for those alone who debug this one file.
  'pr_devel',
  'pr_devel_once',
  'pr_devel_ratelimited',
  'dev_vdbg',
  'netdev_vdbg',
  'netif_vdbg',
  'no_printk',
]);

/** Pure functions of their operands that the evaluation knows by name. */
export const OPERATORS = new Set([
  'IS_ERR',
  'IS_ERR_OR_NULL',
  'IS_ERR_VALUE',
  'PTR_ERR',
  'ERR_PTR',
  'ERR_CAST',
  'VM_FAULT_SET_HINDEX',
  'container_of',
  'container_of_const',
  'list_entry',
  'IS_ENABLED',
  'IS_BUILTIN',
  'IS_REACHABLE',
  'defined',
  'min',
  'max',
  'min_t',
  'max_t',
  'clamp',
  'ALIGN',
  'PAGE_ALIGN',
  'PAGE_ALIGN_DOWN',
  'ALIGN_DOWN',
  'round_up',
  'round_down',
  'roundup',
  'rounddown',
  'DIV_ROUND_UP',
  'PFN_UP',
  'PFN_DOWN',
  'PFN_PHYS',
  'PHYS_PFN',
  '__phys_to_pfn',
  '__pfn_to_phys',
  'phys_to_pfn_t',
  'pfn_to_pfn_t',
  '__pfn_to_pfn_t',
  'array_index_nospec',
  'ARRAY_SIZE',
  'vma_pages',
  'linear_page_index',
  'umin',
  'offsetof',
  'GENMASK',
  'GENMASK_ULL',
]);

/** `m(n)` is 1 << n. include/vdso/bits.h, include/linux/bits.h */
export const BITS = new Set(['BIT', 'BIT_ULL', 'BIT_MASK', '_BITUL', '_BITULL']);

/** `m(a, b)` is a = b. */
export const ASSIGNS = new Set(['WRITE_ONCE', 'rcu_assign_pointer', 'smp_store_mb']);

/** `m(a, b)` gives each what the other was. include/linux/minmax.h */
export const SWAPS = new Set(['swap']);

/** `m(&a, b)` is a = b. include/asm-generic/barrier.h */
export const ASSIGNS_AT = new Set(['smp_store_release']);

/** `m(&a)` is a. */
export const READS_AT = new Set(['smp_load_acquire']);

/** `m(x) = …` stores to x: the only member of the struct that x is. arch/…/include/asm/page.h */
export const LVALUES = new Set(['pgprot_val', 'pte_val', 'pmd_val', 'pud_val', 'pgd_val']);

/** Whether lowering knows what a call of the name means, whatever the code makes of it. */
export function hasMeaning(name: string): boolean {
  return WITH_MEANING.some((set) => set.has(name));
}

const WITH_MEANING: readonly ReadonlySet<string>[] = [
  GIVES_CONDITION_BACK,
  GIVES_SECOND_BACK,
  GIVES_VALUE_BACK,
  STOPS_IF,
  STOPS,
  IGNORED_CALLS,
  OPERATORS,
  BITS,
  ASSIGNS,
  ASSIGNS_AT,
  READS_AT,
  SWAPS,
  LVALUES,
];

/** Names whose bits the analysis and the rules know: a module that defines them for old kernels changes nothing. */
export function isConstantOfKernel(name: string): boolean {
  return name === 'NULL' || KERNEL_PREFIXES.some((prefix) => name.startsWith(prefix));
}

const KERNEL_PREFIXES = ['VM_', 'VMA_', 'FAULT_FLAG_', 'PE_SIZE_', 'GFP_', '__GFP_', 'PAGE_'];
