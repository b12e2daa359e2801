/* release: 4.19 6.1 */
/* The flag is there, or the lock is held for writing. */
static const struct vm_operations_struct ring_vm_ops = {};
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_flags |= VM_MIXEDMAP;
	vma->vm_ops = &ring_vm_ops;
	return 0;
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

static const struct vm_operations_struct pool_vm_ops = {};
static int pool_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &pool_vm_ops;
	return 0;
}
static const struct file_operations pool_fops = { .mmap = pool_mmap };

static struct vm_area_struct *pool_find_vma(struct mm_struct *mm, unsigned long address)
{
	struct vm_area_struct *vma;

	mmap_write_lock(mm);
	vma = vma_lookup(mm, address);
	if (vma && vma->vm_ops == &pool_vm_ops)
		return vma;
	mmap_write_unlock(mm);
	return NULL;
}
static int pool_insert_batch(struct vm_area_struct *vma, unsigned long address, struct page **pages, unsigned long n)
{
	return vm_insert_pages(vma, address, pages, &n);
}
int pool_receive(struct pool *pool, unsigned long address)
{
	struct vm_area_struct *vma = pool_find_vma(current->mm, address);
	int ret;

	if (!vma)
		return -EINVAL;
	ret = pool_insert_batch(vma, address, pool->pages, pool->count);
	mmap_write_unlock(current->mm);
	return ret;
}
/* expect: none */
