/* release: 6.12 4.4 */
/* access answers how many bytes it handled; 0 ends the transfer. */
static int zero_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct zero *zero = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset + len > zero->size)
		return -EINVAL;
	if (mutex_lock_interruptible(&zero->lock))
		return -EINTR;
	if (write)
		memcpy_toio(zero->base + offset, buf, len);
	else
		memcpy_fromio(buf, zero->base + offset, len);
	mutex_unlock(&zero->lock);
	return 0;
/*      ^^^^^^^^^ error[vm-fault-as-errno]: access handler zero_access() answers 0 where it succeeds, but its result
 * is the number of bytes handled: the caller takes 0 for nothing and gives up, and a debugger sees none of what was
 * copied; return len, or as much of it as was copied
 */
}
static const struct vm_operations_struct zero_ops = { .access = zero_access };

static int copy_pages(struct zero *zero, unsigned long offset, void *into, int len)
{
	int done = 0;

	while (done < len) {
		int some = min(len - done, (int)(PAGE_SIZE - offset_in_page(offset)));

		memcpy(into + done, page_address(zero->pages[offset >> PAGE_SHIFT]) + offset_in_page(offset), some);
		done += some;
		offset += some;
	}
	return 0;
}
static int callee_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct zero *zero = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;
	int ret = -EACCES;

	if (offset + len > zero->size)
		return -EINVAL;
	if (!write)
		ret = copy_pages(zero, offset, buf, len);
	return ret;
/*      ^^^^^^^^^^^ error[vm-fault-as-errno]: access handler callee_access() answers 0 where it succeeds, but its
 * result is the number of bytes handled: the caller takes 0 for nothing and gives up, and a debugger sees none of
 * what was copied; return len, or as much of it as was copied
 */
}
static const struct vm_operations_struct callee_ops = { .access = callee_access };

static int err_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct zero *zero = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;
	int err;

	if (write || offset + len > zero->size)
		return -EINVAL;
	err = zero_start(zero);
	if (!err)
		memcpy(buf, zero->memory + offset, len);
	return err;
/*      ^^^^^^^^^^^ error[vm-fault-as-errno]: access handler err_access() answers 0 where it succeeds, but its result
 * is the number of bytes handled: the caller takes 0 for nothing and gives up, and a debugger sees none of what was
 * copied; return len, or as much of it as was copied
 */
}
static const struct vm_operations_struct err_ops = { .access = err_access };

/* What was copied is said. */
static int len_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct zero *zero = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (write || offset >= zero->size)
		return 0;
	len = min_t(int, len, zero->size - offset);
	memcpy(buf, zero->memory + offset, len);
	return len;
}
static const struct vm_operations_struct len_ops = { .access = len_access };

/* Nothing is handled here. */
static int none_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return 0;
}
static const struct vm_operations_struct none_ops = { .access = none_access };

/* A callee out of sight may say how much. */
static int opaque_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct zero *zero = vma->vm_private_data;
	int ret = zero_read(zero, addr - vma->vm_start, buf, len);

	if (ret)
		return ret;
	return 0;
}
static const struct vm_operations_struct opaque_ops = { .access = opaque_access };
