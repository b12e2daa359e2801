/* release: 6.12 6.1 */
/* expect: none */
static vm_fault_t try_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (!mutex_trylock(&foo->lock))
		return 0;
	spin_lock(&foo->spinlock);
	foo->hits++;
	spin_unlock(&foo->spinlock);
	ret = filemap_map_pages(vmf, start, end);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct try_ops = { .map_pages = try_map_pages };

static vm_fault_t atomic_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	void *buffer = kmalloc(64, GFP_ATOMIC);

	kfree(buffer);
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct atomic_ops = { .map_pages = atomic_map_pages };

/* Nobody knows what the function pointer does. */
static vm_fault_t pointer_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct foo *foo = vmf->vma->vm_private_data;

	foo->ops->prepare(foo);
	return filemap_map_pages(vmf, start, end);
}
static const struct vm_operations_struct pointer_ops = { .map_pages = pointer_map_pages };

/* fault may sleep. */
static vm_fault_t sleeping_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&foo->lock);
	ret = vmf_insert_pfn(vmf->vma, vmf->address, foo->pfn);
	mutex_unlock(&foo->lock);
	return ret;
}
static const struct vm_operations_struct sleeping_ops = { .fault = sleeping_fault };
