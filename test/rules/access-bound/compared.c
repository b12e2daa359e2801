/* release: 6.12 4.14 */
/* expect: none */
/* Clean: the sum. */
static int sum_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset + len > foo->bytes)
		return -EINVAL;
	memcpy(buf, foo->memory + offset, len);
	return len;
}
static const struct vm_operations_struct sum_ops = { .access = sum_access };

/* Clean: cut to what is left. */
static int left_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= foo->bytes)
		return -EINVAL;
	if (len > foo->bytes - offset)
		len = foo->bytes - offset;
	memcpy(buf, foo->memory + offset, len);
	return len;
}
static const struct vm_operations_struct left_ops = { .access = left_access };

static int min_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= foo->bytes)
		return -EINVAL;
	len = min_t(unsigned long, len, foo->bytes - offset);
	memcpy(buf, foo->memory + offset, len);
	return len;
}
static const struct vm_operations_struct min_ops = { .access = min_access };

/* Clean: a function answers whether it fits. */
static bool fits(const struct foo *foo, unsigned long offset, int len)
{
	return offset < foo->bytes && len <= foo->bytes - offset;
}

static int answered_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (!fits(foo, offset, len))
		return -EINVAL;
	memcpy(buf, foo->memory + offset, len);
	return len;
}
static const struct vm_operations_struct answered_ops = { .access = answered_access };
