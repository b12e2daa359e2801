/* release: 4.19 6.1 6.12 */
/* A system call inserts pages into VMAs that it knows by their table. */
static const struct vm_operations_struct ring_vm_ops = {};
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &ring_vm_ops;
	return 0;
/*      ^^^^^^^^^ error[insert-flags]: ring_mmap() leaves the VMA without VM_MIXEDMAP, and ring_receive() inserts
 * pages into VMAs of ring_vm_ops later, under a lock for reading: vm_insert_pages() hits a BUG_ON() where the flag is
 * not set before; set VM_MIXEDMAP here
 */
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

static struct vm_area_struct *ring_find_vma(struct mm_struct *mm, unsigned long address)
{
	struct vm_area_struct *vma;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, address);
	if (vma && vma->vm_ops == &ring_vm_ops)
		return vma;
	mmap_read_unlock(mm);
	return NULL;
}
static int ring_insert_batch(struct vm_area_struct *vma, unsigned long address, struct page **pages, unsigned long n)
{
	return vm_insert_pages(vma, address, pages, &n);
}
int ring_receive(struct ring *ring, unsigned long address)
{
	struct vm_area_struct *vma = ring_find_vma(current->mm, address);
	int ret;

	if (!vma)
		return -EINVAL;
	ret = ring_insert_batch(vma, address, ring->pages, ring->count);
	mmap_read_unlock(current->mm);
	return ret;
}
