/* release: 6.12 4.14 */
struct foo { void *memory; unsigned long bytes; };

static int foo_copy(struct foo *foo, unsigned long offset, void *buf, int len, int write)
{
	if (offset >= foo->bytes || len > foo->bytes - offset)
		return -EINVAL;
	if (write)
		memcpy(foo->memory + offset, buf, len);
	else
		memcpy(buf, foo->memory + offset, len);
	return len;
}

/* Pages are added to bytes. */
static int foo_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	unsigned long offset = addr - vma->vm_start + vma->vm_pgoff;
/*                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: pages and bytes in one sum:
 * vma->vm_pgoff counts pages, addr - vma->vm_start counts bytes, and another place of the object is reached than was
 * asked for; shift vma->vm_pgoff left by PAGE_SHIFT
 */

	return foo_copy(vma->vm_private_data, offset, buf, len, write);
}
static const struct vm_operations_struct foo_ops = { .access = foo_access };

/* Clean. */
static int bar_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	unsigned long offset = addr - vma->vm_start + (vma->vm_pgoff << PAGE_SHIFT);

	return foo_copy(vma->vm_private_data, offset, buf, len, write);
}
static const struct vm_operations_struct bar_ops = { .access = bar_access };
