/* release: 6.12 */
/* expect: none */
struct foo;
struct block { unsigned long address; unsigned int size; };
struct foo_funcs { int (*block_mmap)(struct foo *foo, struct vm_area_struct *vma, u32 id, u32 size); };
struct foo { const struct foo_funcs *funcs; struct block *blocks; };

static int whole_block_mmap(struct foo *foo, struct vm_area_struct *vma, u32 id, u32 size)
{
	if (id >= FOO_BLOCKS || size != foo->blocks[id].size)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->blocks[id].address >> PAGE_SHIFT, size, vma->vm_page_prot);
}
static const struct foo_funcs whole_funcs = { .block_mmap = whole_block_mmap };

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 id = vma->vm_pgoff, size = vma->vm_end - vma->vm_start;

	vma->vm_pgoff = 0;
	if (!access_ok((void __user *)vma->vm_start, size))
		return -EINVAL;
	return foo->funcs->block_mmap(foo, vma, id, size);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
