/* release: 7.1 */
/* Core calls mapped for the mapping that mmap_prepare makes: what it takes it takes for that one. */
struct tap {
	refcount_t users;
};
struct tap_mapping {
	refcount_t refs;
	unsigned int minor;
};
static void tap_open(struct vm_area_struct *vma)
{
	struct tap *tap = vma->vm_file->private_data;

	refcount_inc(&tap->users);
}
static void tap_close(struct vm_area_struct *vma)
{
	struct tap *tap = vma->vm_file->private_data;

	refcount_dec(&tap->users);
}
static int tap_mapped(unsigned long start, unsigned long end, pgoff_t pgoff, const struct file *file,
		      void **private)
{
	struct tap *tap = file->private_data;

	refcount_inc(&tap->users);
	return 0;
}
static const struct vm_operations_struct tap_ops = {
	.mapped = tap_mapped,
	.open = tap_open,
	.close = tap_close,
};
static int tap_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_ops = &tap_ops;
	return 0;
}
static const struct file_operations tap_fops = { .mmap_prepare = tap_mmap_prepare };

/* One that looks the mapping over, and takes nothing. */
static int dry_mapped(unsigned long start, unsigned long end, pgoff_t pgoff, const struct file *file,
		      void **private)
{
	if (end - start > SZ_1M)
		return -EINVAL;
	return 0;
}
static const struct vm_operations_struct dry_ops = {
	.mapped = dry_mapped,
	.open = tap_open,
	.close = tap_close,
};
static int dry_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_ops = &dry_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: dry_mmap_prepare() takes nothing for the mapping, and close
 * of dry_ops gives something back (refcount_dec()): core calls open for copies alone, so munmap() drops a reference
 * that another user holds; do in mmap what open does (refcount_inc())
 */
	return 0;
}
static const struct file_operations dry_fops = { .mmap_prepare = dry_mmap_prepare };

/* The object is made there, and hung on the VMA through the last parameter. */
static void made_open(struct vm_area_struct *vma)
{
	struct tap_mapping *mapping = vma->vm_private_data;

	refcount_inc(&mapping->refs);
}
static void made_close(struct vm_area_struct *vma)
{
	struct tap_mapping *mapping = vma->vm_private_data;

	if (refcount_dec_and_test(&mapping->refs))
		kfree(mapping);
}
static int made_mapped(unsigned long start, unsigned long end, pgoff_t pgoff, const struct file *file,
		       void **private)
{
	struct tap_mapping *mapping = kmalloc(sizeof(*mapping), GFP_KERNEL);

	if (!mapping)
		return -ENOMEM;
	mapping->minor = iminor(file_inode(file));
	refcount_set(&mapping->refs, 1);
	*private = mapping;
	return 0;
}
static const struct vm_operations_struct made_ops = {
	.mapped = made_mapped,
	.open = made_open,
	.close = made_close,
};
static int made_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_ops = &made_ops;
	return 0;
}
static const struct file_operations made_fops = { .mmap_prepare = made_mmap_prepare };

/* A table without it. */
static const struct vm_operations_struct old_ops = {
	.open = made_open,
	.close = made_close,
};
static int old_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_ops = &old_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: old_mmap_prepare() stores nothing in vm_private_data, and
 * open of old_ops takes for granted what it finds there (mapping->refs): it is NULL; store the object in mmap
 */
	return 0;
}
static const struct file_operations old_fops = { .mmap_prepare = old_mmap_prepare };
