/* release: 6.12 5.4 */
/* Memory of a node, an array of it, and of either allocator. */
static int array_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	u32 *slots = kmalloc_array_node(foo->count, sizeof(*slots), GFP_KERNEL, foo->node);

	if (!slots)
		return -ENOMEM;
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: array_mmap() fails here and keeps what kmalloc_array_node()
 * took: nothing else leads to it, so it is lost for good; give it back before this return
 */
	foo->slots = slots;
	return 0;
}
static const struct file_operations array_fops = { .mmap = array_mmap };

static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	void *mem = kvzalloc_node(foo->bytes, GFP_KERNEL, foo->node);

	if (!mem)
		return -ENOMEM;
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: either_mmap() fails here and keeps what kvzalloc_node() took:
 * nothing else leads to it, so it is lost for good; give it back before this return
 */
	foo->mem = mem;
	return 0;
}
static const struct file_operations either_fops = { .mmap = either_mmap };

/* Each is given back, or asked for behind the test. */
static int freed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	void *mem = kvzalloc_node(foo->bytes, GFP_KERNEL, foo->node);
	u32 *slots;

	if (!mem)
		return -ENOMEM;
	if (vma->vm_pgoff) {
		kvfree_sensitive(mem, foo->bytes);
		return -EINVAL;
	}
	slots = kmalloc_array_node(foo->count, sizeof(*slots), GFP_KERNEL, foo->node);
	if (!slots) {
		vfree_atomic(mem);
		return -ENOMEM;
	}
	foo->mem = mem;
	foo->slots = slots;
	return 0;
}
static const struct file_operations freed_fops = { .mmap = freed_mmap };
