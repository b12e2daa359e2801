/* release: 6.12 4.14 */
/* The address is compared, the sum is not. */
static int first_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= foo->bytes)
		return -EINVAL;
	if (write)
		memcpy_toio(foo->regs + offset, buf, len);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: the start of the access is
 * bounds-checked, but its end is not: a debugger reaches what lies past the object; compare len with what is left behind
 * the start
 */
	else
		memcpy_fromio(buf, foo->regs + offset, len);
	return len;
}
static const struct vm_operations_struct first_ops = { .access = first_access };

/* Neither. */
static int none_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	char *from = foo->memory + (vma->vm_pgoff << PAGE_SHIFT) + (addr - vma->vm_start);

	memcpy(buf, from, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: neither the start of the access nor its end is bounds-checked:
 * a debugger
 * reaches what lies past the object; compare len with what is left behind the start
 */
	return len;
}
static const struct vm_operations_struct none_ops = { .access = none_access };

/* In a callee. */
static void copy_out(struct foo *foo, unsigned long at, void *buf, int count)
{
	memcpy(buf, foo->memory + at, count);
}
static int callee_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;

	if (addr - vma->vm_start >= foo->bytes)
		return -EINVAL;
	copy_out(foo, addr - vma->vm_start, buf, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: the start of the access is
 * bounds-checked, but its end is not: a debugger reaches what lies past the object; compare len with what is left behind
 * the start
 */
	return len;
}
static const struct vm_operations_struct callee_ops = { .access = callee_access };
