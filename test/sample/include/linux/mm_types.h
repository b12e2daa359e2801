/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

struct page;
struct file;
struct mm_struct;

struct vm_area_struct {
	unsigned long vm_start;
	unsigned long vm_end;
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;
	const vm_flags_t vm_flags;
	const struct vm_operations_struct *vm_ops;
	unsigned long vm_pgoff;
	struct file *vm_file;
	void *vm_private_data;
};

typedef __bitwise unsigned int vm_fault_t;

enum vm_fault_reason {
	VM_FAULT_OOM = (__force vm_fault_t)0x000001,
	VM_FAULT_SIGBUS = (__force vm_fault_t)0x000002,
	VM_FAULT_MAJOR = (__force vm_fault_t)0x000004,
	VM_FAULT_HWPOISON = (__force vm_fault_t)0x000010,
	VM_FAULT_HWPOISON_LARGE = (__force vm_fault_t)0x000020,
	VM_FAULT_SIGSEGV = (__force vm_fault_t)0x000040,
	VM_FAULT_NOPAGE = (__force vm_fault_t)0x000100,
	VM_FAULT_LOCKED = (__force vm_fault_t)0x000200,
	VM_FAULT_RETRY = (__force vm_fault_t)0x000400,
	VM_FAULT_FALLBACK = (__force vm_fault_t)0x000800,
	VM_FAULT_DONE_COW = (__force vm_fault_t)0x001000,
	VM_FAULT_NEEDDSYNC = (__force vm_fault_t)0x002000,
	VM_FAULT_COMPLETED = (__force vm_fault_t)0x004000,
};

#define VM_FAULT_ERROR (VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV | \
			VM_FAULT_HWPOISON | VM_FAULT_HWPOISON_LARGE | \
			VM_FAULT_FALLBACK)

#endif
