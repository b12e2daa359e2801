/* release: 6.12 4.14 */
/* What a debugger writes is lost. */
static int plain_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct well *well = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= well->bytes || len > well->bytes - offset)
		return -EINVAL;
	memcpy(buf, well->memory + offset, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: access handler plain_access() copies to buf
 * whether the caller reads or writes, and never asks write: what a debugger writes is lost, and the result says that
 * it was written; return -EACCES where write is set, or copy from buf then
 */
	return len;
}
static const struct vm_operations_struct plain_ops = { .access = plain_access };

static int device_access(struct vm_area_struct *vma, unsigned long addr, void *to, int bytes, int is_write)
{
	struct well *well = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (offset >= well->bytes)
		return 0;
	if (bytes > well->bytes - offset)
		bytes = well->bytes - offset;
	memcpy_fromio(to, well->registers + offset, bytes);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[vm-fault-as-errno]: access handler device_access()
 * copies to to whether the caller reads or writes, and never asks is_write: what a debugger writes is lost, and the
 * result says that it was written; return -EACCES where is_write is set, or copy from to then
 */
	return bytes;
}
static const struct vm_operations_struct device_ops = { .access = device_access };

/* It is asked, */
static int asked_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct well *well = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (write || offset >= well->bytes || len > well->bytes - offset)
		return -EINVAL;
	memcpy(buf, well->memory + offset, len);
	return len;
}
static const struct vm_operations_struct asked_ops = { .access = asked_access };

/* or handed on, */
static int handed_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return generic_access_phys(vma, addr, buf, len, write);
}
static const struct vm_operations_struct handed_ops = { .access = handed_access };

/* or nothing is done at all. */
static int none_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return -EIO;
}
static const struct vm_operations_struct none_ops = { .access = none_access };
