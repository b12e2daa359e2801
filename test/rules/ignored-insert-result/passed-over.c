/* release: 6.12 6.3 */
/* The loop ends where an insertion fails, and mmap succeeds all the same. */
static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long off;
	int res;

	for (off = 0; off < foo->size; off += PAGE_SIZE) {
		res = vm_insert_page(vma, vma->vm_start + off, vmalloc_to_page(foo->area + off));
		if (res) {
			pr_warn_once("foo: vm_insert_page() failed\n");
			break;
		}
	}
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: plain_mmap() returns 0 although vm_insert_page() has failed: the mapping
 * has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

/* Only the inner loop ends. */
static void ring_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct ring_ops = { .open = ring_open };

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	unsigned long start = vma->vm_start;
	int err = -EINVAL;
	int i, n;

	mutex_lock(&foo->lock);
	if (!foo->blocks)
		goto out;
	for (i = 0; i < foo->count; i++) {
		for (n = 0; n < foo->pages; n++) {
			err = vm_insert_page(vma, start, vmalloc_to_page(foo->blocks[i] + n));
			if (unlikely(err))
				break;
			start += PAGE_SIZE;
		}
	}
	vma->vm_ops = &ring_ops;
	err = 0;
out:
	mutex_unlock(&foo->lock);
	return err;
/*      ^^^^^^^^^^^ warning[ignored-insert-result]: ring_mmap() returns 0 although vm_insert_page() has failed: the mapping
 * has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

/* In a callee. */
static int part_insert(struct vm_area_struct *vma, struct foo *foo)
{
	int err = vm_insert_page(vma, vma->vm_start, foo->page);

	if (err)
		pr_warn("foo: no page\n");
	return 0;
}

static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = part_insert(vma, foo);

	if (ret)
		return ret;
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: part_mmap() returns 0 although vm_insert_page() has failed: the mapping has
 * a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations part_fops = { .mmap = part_mmap };

/* The error goes back; what is there already is fine. */
static int good_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = vm_insert_page(vma, vma->vm_start, foo->page);

	if (err && err != -EBUSY)
		return err;
	return 0;
}
static const struct file_operations good_fops = { .mmap = good_mmap };

/* Another way to map stands in for it. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err = vm_iomap_memory(vma, foo->base, foo->size);

	if (err == 0)
		return 0;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* It is tried again. */
static int again_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int err;

	do {
		err = vm_insert_page(vma, vma->vm_start, foo->page);
	} while (err == -ENOMEM);
	return err;
}
static const struct file_operations again_fops = { .mmap = again_mmap };

/* All is taken out again, and the fault does it. */
static vm_fault_t lazy_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}
static const struct vm_operations_struct lazy_ops = { .fault = lazy_fault };

static int lazy_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	vma->vm_private_data = foo;
	vma->vm_ops = &lazy_ops;
	if (vm_insert_page(vma, vma->vm_start, foo->page))
		pr_debug("foo: later\n");
	return 0;
}
static const struct file_operations lazy_fops = { .mmap = lazy_mmap };

static int undone_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &ring_ops;
	if (vm_insert_page(vma, vma->vm_start, foo->page))
		zap_vma_ptes(vma, vma->vm_start, PAGE_SIZE);
	return 0;
}
static const struct file_operations undone_fops = { .mmap = undone_mmap };

/* What maps memory for DMA fails, too; it is only told to the log. */
static int coherent_mmap(struct foo_device *dev, struct vm_area_struct *vma, void *cpu, dma_addr_t addr, size_t size)
{
	int rc;

	vm_flags_set(vma, VM_IO | VM_DONTEXPAND | VM_DONTCOPY);
	rc = dma_mmap_coherent(dev->dev, vma, cpu, addr, size);
	if (rc)
		dev_err(dev->dev, "no coherent mapping: %d\n", rc);
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: coherent_mmap() returns 0 although dma_mmap_coherent() has failed:
 * the mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct foo_funcs coherent_funcs = { .mmap = coherent_mmap };

static int coherent_good_mmap(struct foo_device *dev, struct vm_area_struct *vma, void *cpu, dma_addr_t addr, size_t size)
{
	int rc = dma_mmap_coherent(dev->dev, vma, cpu, addr, size);

	if (rc)
		dev_err(dev->dev, "no coherent mapping: %d\n", rc);
	return rc;
}
static const struct foo_funcs coherent_good_funcs = { .mmap = coherent_good_mmap };

/* The test is the call itself. */
static int wc_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (dma_mmap_wc(foo->dev, vma, foo->cpu, foo->dma, foo->size) < 0)
		pr_warn("foo: not mapped\n");
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: wc_mmap() returns 0 although dma_mmap_wc() has failed: the mapping
 * has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations wc_fops = { .mmap = wc_mmap };

/* A conditional makes a success of it. */
static int attrs_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret = dma_mmap_attrs(foo->dev, vma, foo->cpu, foo->dma, foo->size, foo->attrs);

	return ret < 0 ? 0 : ret;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: attrs_mmap() returns 0 although dma_mmap_attrs() has
 * failed: the mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct file_operations attrs_fops = { .mmap = attrs_mmap };

/* The callee only logs. */
static int pages_insert(struct foo *foo, struct vm_area_struct *vma)
{
	int ret = dma_mmap_pages(foo->dev, vma, foo->size, foo->page);

	if (ret)
		dev_warn(foo->dev, "no pages\n");
	return 0;
}

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	return pages_insert(file->private_data, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[ignored-insert-result]: pages_mmap() returns 0 although
 * dma_mmap_pages() has failed: the mapping has a hole that no fault fills, and an access to it gets SIGBUS; return
 * the error
 */
}
static const struct file_operations pages_fops = { .mmap = pages_mmap };

/* Plain memory is mapped where that for DMA cannot be. */
static int stand_in_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (dma_mmap_coherent(foo->dev, vma, foo->cpu, foo->dma, foo->size) == 0)
		return 0;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations stand_in_fops = { .mmap = stand_in_mmap };

/* The table of the object has no fault. */
static void object_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct object_ops = { .open = object_open };

static int object_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(obj);
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	vm_flags_mod(vma, VM_MIXEDMAP | VM_DONTEXPAND, VM_PFNMAP);
	vma->vm_pgoff = 0;
	ret = vm_map_pages(vma, foo->pages, foo->count);
	if (ret < 0)
		pr_err("foo: no pages: %d\n", ret);
	return 0;
/*      ^^^^^^^^^ warning[ignored-insert-result]: object_mmap() returns 0 although vm_map_pages() has failed: the
 * mapping has a hole that no fault fills, and an access to it gets SIGBUS; return the error
 */
}
static const struct drm_gem_object_funcs object_funcs = { .mmap = object_mmap, .vm_ops = &object_ops };

/* This one has. */
static int served_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct foo *foo = to_foo(obj);
	int ret;

	vma->vm_ops = obj->funcs->vm_ops;
	vm_flags_mod(vma, VM_MIXEDMAP | VM_DONTEXPAND, VM_PFNMAP);
	vma->vm_pgoff = 0;
	ret = vm_map_pages(vma, foo->pages, foo->count);
	if (ret < 0)
		pr_debug("foo: later: %d\n", ret);
	return 0;
}
static const struct drm_gem_object_funcs served_funcs = { .mmap = served_mmap, .vm_ops = &lazy_ops };

/* Which table the object has is not known. */
static int any_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	vma->vm_ops = foo->funcs->vm_ops;
	ret = vm_map_pages(vma, foo->pages, foo->count);
	if (ret < 0)
		pr_debug("foo: later: %d\n", ret);
	return 0;
}
static const struct file_operations any_fops = { .mmap = any_mmap };
