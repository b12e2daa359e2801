/* release: 6.12 */
/* To the physical address and back: of the linear mapping on most machines, of memory of vmalloc() by luck. */
static int direct_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	char *memory = vmalloc_user(PAGE_SIZE);
	char *again = phys_to_virt(__pa(memory));
/*                                 ^^^^^^^^^^^^ warning[memory-kind]: direct_access() asks __pa() about memory, which
 * vmalloc_user() gave, and makes an address of the answer again: that is memory itself at best, but on arm64 another
 * address, for it lies outside of the linear mapping; use memory
 */

	memcpy(buf, again, len);
	vfree(memory);
	return len;
}

static int local_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	char *memory = vmalloc_user(PAGE_SIZE);
	phys_addr_t phys = virt_to_phys(memory);
/*                         ^^^^^^^^^^^^^^^^^^^^ warning[memory-kind]: local_access() asks virt_to_phys() about memory,
 * which vmalloc_user() gave, and makes an address of the answer again: that is memory itself at best, but on arm64
 * another address, for it lies outside of the linear mapping; use memory
 */

	memcpy(buf, __va(phys), len);
	vfree(memory);
	return len;
}

/* The physical address is wanted for itself as well. */
static int both_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	char *memory = vmalloc_user(PAGE_SIZE);
	phys_addr_t phys = virt_to_phys(memory);
/*                         ^^^^^^^^^^^^^^^^^^^^ error[memory-kind]: both_access() asks virt_to_phys() about memory,
 * which vmalloc_user() gave: that address lies outside of the linear mapping, and what comes out is another page, or
 * none; use vmalloc_to_pfn() for each page
 */

	foo_program(foo, phys);
	memcpy(buf, phys_to_virt(phys), len);
	vfree(memory);
	return len;
}

/* Of linear memory that is right. */
static int linear_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	char *memory = kzalloc(PAGE_SIZE, GFP_KERNEL);

	memcpy(buf, phys_to_virt(__pa(memory)), len);
	kfree(memory);
	return len;
}

static const struct vm_operations_struct direct_ops = { .access = direct_access };
static const struct vm_operations_struct local_ops = { .access = local_access };
static const struct vm_operations_struct both_ops = { .access = both_access };
static const struct vm_operations_struct linear_ops = { .access = linear_access };
