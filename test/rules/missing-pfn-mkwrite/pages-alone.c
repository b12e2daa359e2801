/* release: 6.12 6.3 */
/* Every entry has a struct page: there is nothing that page_mkwrite would miss. */
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_page(vmf->vma, vmf->address, foo->page);
}

static const struct vm_operations_struct foo_ops = {
	.fault = foo_fault,
};

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &foo_ops;
	return 0;
}

/* vm_insert_page() sets the flag by itself. */
static int insert_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	vma->vm_ops = &foo_ops;
	return vm_insert_page(vma, vma->vm_start, foo->page);
}

/* The frame number of a page is inserted as that page. */
static vm_fault_t page_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_mixed(vmf->vma, vmf->address, page_to_pfn_t(foo->page));
}

static const struct vm_operations_struct page_ops = {
	.fault = page_fault,
};

static int page_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &page_ops;
	return 0;
}

static vm_fault_t device_fault(struct vm_fault *vmf)
{
	struct foo *foo = vmf->vma->vm_private_data;

	return vmf_insert_mixed(vmf->vma, vmf->address, __pfn_to_pfn_t(foo->pfn, PFN_DEV));
}

static const struct vm_operations_struct device_ops = {
	.fault = device_fault,
};

static int device_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: device_mmap() maps with VM_MIXEDMAP, but
 * device_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	vma->vm_ops = &device_ops;
	return 0;
}

/* Special entries that the table knows the page of. */
static struct page *found_find_special_page(struct vm_area_struct *vma, unsigned long addr)
{
	struct foo *foo = vma->vm_private_data;

	return foo->pages[(addr - vma->vm_start) >> PAGE_SHIFT];
}

static const struct vm_operations_struct found_ops = {
	.find_special_page = found_find_special_page,
};

static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &found_ops;
	return 0;
}

/* The page is found by a function out of sight that was not handed the fault. */
static vm_fault_t area_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff >= AREA_PAGES)
		return VM_FAULT_SIGBUS;
	vmf->page = area_page(vmf->pgoff);
	get_page(vmf->page);
	return 0;
}
static const struct vm_operations_struct area_ops = { .fault = area_fault };
static int area_mmap(struct file *file, struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &area_ops;
	return 0;
}
static const struct file_operations area_fops = { .mmap = area_mmap };

/* No fault comes later: mmap inserts pages alone, whether or not it tells that it failed. */
static void all_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct all_ops = { .open = all_open };

static int all_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	vma->vm_ops = &all_ops;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	ret = vm_map_pages(vma, foo->pages, foo->count);
	if (ret < 0)
		pr_err("foo: no pages\n");
	return 0;
}
static const struct file_operations all_fops = { .mmap = all_mmap };

/* Some have none. */
static void some_open(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct some_ops = { .open = some_open };

static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	int ret;

	vma->vm_ops = &some_ops;
	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	ret = vm_insert_page(vma, vma->vm_start, foo->page);
	if (ret)
		return ret;
	return vm_insert_mixed(vma, vma->vm_start + PAGE_SIZE, foo->pfn);
}
static const struct file_operations some_fops = { .mmap = some_mmap };
