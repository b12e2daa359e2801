/* Offset and length of 32 bits are added in 32 bits. */
#define SHARED 0x10000
static int pieces_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long start = vma->vm_start;
	unsigned int size = vma->vm_end - vma->vm_start;
	unsigned int offset = vma->vm_pgoff << PAGE_SHIFT;
	void *pos = foo->mem;

	if (size + offset > SHARED)
/*          ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the sum of offset and length is one of 32 bits and can wrap: a
 * large vm_pgoff passes with a long mapping, and user space maps what lies past the object; keep both in an unsigned
 * long
 */
		return -EINVAL;
	while (size > 0) {
		if (remap_pfn_range(vma, start, virt_to_pfn(pos), PAGE_SIZE, vma->vm_page_prot))
			return -EAGAIN;
		start += PAGE_SIZE;
		pos += PAGE_SIZE;
		size -= PAGE_SIZE;
	}
	return 0;
}
static const struct file_operations pieces_fops = { .mmap = pieces_mmap };

static int whole_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 offset = vma->vm_pgoff << PAGE_SHIFT;
	u32 size = vma->vm_end - vma->vm_start;
	u64 end = offset + size;

	if (end > foo->bytes)
/*          ^^^^^^^^^^^^^^^^ warning[mmap-bound]: the sum of offset and length is one of 32 bits and can wrap: a large
 * vm_pgoff passes with a long mapping, and user space maps what lies past the object; keep both in an unsigned long
 */
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations whole_fops = { .mmap = whole_mmap };

/* Clean: each is bounded by itself. */
static int each_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 offset = vma->vm_pgoff << PAGE_SHIFT;
	u32 size = vma->vm_end - vma->vm_start;

	if (offset > SHARED || vma->vm_end - vma->vm_start > SHARED || offset + size > SHARED)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations each_fops = { .mmap = each_mmap };

/* Clean: the sum has 64 bits. */
static int cast_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 offset = vma->vm_pgoff << PAGE_SHIFT;
	u32 size = vma->vm_end - vma->vm_start;

	if ((u64)offset + size > foo->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations cast_fops = { .mmap = cast_mmap };

static int stored_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 offset = vma->vm_pgoff << PAGE_SHIFT;
	u32 size = vma->vm_end - vma->vm_start;
	u64 end = offset;

	end += size;
	if (end > foo->bytes)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations stored_fops = { .mmap = stored_mmap };

/* By the parameters of what compares them. */
static bool is_in(u32 offset, u32 size, u32 bytes)
{
	return offset + size <= bytes;
}
static bool is_within(u64 offset, u64 size, u64 bytes)
{
	return offset + size <= bytes;
}
static int cut_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;
	unsigned long size = vma->vm_end - vma->vm_start;

	if (!is_in(offset, size, foo->bytes))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * what remap_pfn_range() maps is bounds-checked after it was cut to fewer bits: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
}
static const struct file_operations cut_fops = { .mmap = cut_mmap };

static int widened_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 offset = vma->vm_pgoff << PAGE_SHIFT;
	u32 size = vma->vm_end - vma->vm_start;

	if (!is_within(offset, size, foo->bytes))
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, (foo->phys + offset) >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct file_operations widened_fops = { .mmap = widened_mmap };
