/* release: 6.12 */
/* The length goes by way of a member, and access_ok() asks nothing of the object. */
struct foo;
struct block { unsigned long address; unsigned int size; };
struct foo_funcs { int (*block_mmap)(struct foo *foo, struct vm_area_struct *vma, u32 id, u32 size); };
struct foo { const struct foo_funcs *funcs; struct block *blocks; };

static int loose_block_mmap(struct foo *foo, struct vm_area_struct *vma, u32 id, u32 size)
{
	if (id >= FOO_BLOCKS)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->blocks[id].address >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct foo_funcs loose_funcs = { .block_mmap = loose_block_mmap };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 id = vma->vm_pgoff, size = vma->vm_end - vma->vm_start;

	vma->vm_pgoff = 0;
	if (!access_ok((void __user *)vma->vm_start, size))
		return -EINVAL;
	return foo->funcs->block_mmap(foo, vma, id, size);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length of what remap_pfn_range()
 * maps in loose_block_mmap() is never bounds-checked: user space maps what lies past the object; return -EINVAL where
 * it is too large
 */
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
