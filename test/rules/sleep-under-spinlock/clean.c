/* expect: none */
/* release: 5.4 6.12 */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		return VM_FAULT_OOM;
	spin_lock(&foo->lock);
	foo->pages[0] = page;
	foo->note = kmalloc(16, GFP_ATOMIC);
	spin_unlock(&foo->lock);
	get_page(page);
	vmf->page = page;
	return 0;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };

/* The lock is dropped first where it would sleep. */
static int bar_grow(struct bar *bar)
{
	int err;

	spin_unlock(&bar->lock);
	err = bar->table ? 0 : -ENOMEM;
	bar->table = kmalloc(bar->size, GFP_KERNEL);
	spin_lock(&bar->lock);
	return err;
}
static void bar_close(struct vm_area_struct *vma)
{
	struct bar *bar = vma->vm_private_data;

	spin_lock(&bar->lock);
	bar_grow(bar);
	spin_unlock(&bar->lock);
	mutex_lock(&bar->mutex);
	mutex_unlock(&bar->mutex);
}
static const struct vm_operations_struct bar_ops = { .close = bar_close };
