/* release: 6.12 5.15 */
struct pane {
	bool shown;
	struct page *page;
	struct page **pages;
	unsigned long pfn;
	unsigned long user;
};

static int pane_fits(unsigned long offset, unsigned long bytes)
{
	return offset == 0 && bytes == PAGE_SIZE;
}

/* Entries that are made with the protection of before let write. */
static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, pane->page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: cleared_mmap() clears VM_WRITE,
 * but not what core has made of it: vm_insert_page() takes vm_page_prot as it was, its entries let write, and user
 * space writes to what it may only read; set vma->vm_page_prot = vm_get_page_prot(vma->vm_flags) before
 */
}
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };

/* The order does not matter, */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;
	int ret;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	ret = remap_pfn_range(vma, vma->vm_start, pane->pfn, PAGE_SIZE, vma->vm_page_prot);
/*            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]:
 * late_mmap() clears VM_WRITE, but not what core has made of it: remap_pfn_range() takes vm_page_prot as it was, its
 * entries let write, and user space writes to what it may only read; set vma->vm_page_prot =
 * vm_get_page_prot(vma->vm_flags) before
 */
	if (ret)
		return ret;
	vm_flags_mod(vma, VM_DONTDUMP, VM_WRITE | VM_MAYWRITE);
	return 0;
}
static const struct file_operations late_fops = { .mmap = late_mmap };

/* nor what the mapping is. */
static int shown_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (pane->shown)
		vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return vm_iomap_memory(vma, (phys_addr_t)pane->pfn << PAGE_SHIFT, PAGE_SIZE);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]:
 * shown_mmap() clears VM_WRITE, but not what core has made of it: vm_iomap_memory() takes vm_page_prot as it was, its
 * entries let write, and user space writes to what it may only read; set vma->vm_page_prot =
 * vm_get_page_prot(vma->vm_flags) before
 */
}
static const struct file_operations shown_fops = { .mmap = shown_mmap };

/* The protection is made anew, */
static int anew_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations anew_fops = { .mmap = anew_mmap };

/* or another one is handed over, */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return remap_pfn_range(vma, vma->vm_start, pane->pfn, PAGE_SIZE, vm_get_page_prot(VM_READ | VM_SHARED));
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* or VM_WRITE was refused before, */
static int refused_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations refused_fops = { .mmap = refused_mmap };

/* or no shared mapping is let through, which alone is writable at once. */
static int private_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (vma->vm_flags & VM_SHARED)
		return -EINVAL;
	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations private_fops = { .mmap = private_mmap };

/* A mapping that was made to be read keeps the flag; the entries have their own protection. */
static int asked_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (pane->pages)
		vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	else if (pane->shown) {
		if (vma->vm_flags & VM_WRITE)
			vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: asked_mmap() clears
 * VM_MAYWRITE only where VM_WRITE is set: a mapping that was made to be read keeps it, and mprotect() makes it
 * writable afterwards without asking the driver; clear VM_MAYWRITE in either case
 */
	}
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations asked_fops = { .mmap = asked_mmap };

static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;
	bool write = vma->vm_flags & VM_WRITE;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (write && pane->shown) {
		vm_flags_clear(vma, VM_WRITE);
		vm_flags_clear(vma, VM_MAYWRITE);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: local_mmap() clears VM_MAYWRITE only where
 * VM_WRITE is set: a mapping that was made to be read keeps it, and mprotect() makes it writable afterwards without
 * asking the driver; clear VM_MAYWRITE in either case
 */
	}
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations local_fops = { .mmap = local_mmap };

/* It is cleared on the other way, too, */
static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	else
		vm_flags_clear(vma, VM_MAYWRITE);
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations either_fops = { .mmap = either_mmap };

/* or where it was not asked for, as is right. */
static int inverse_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (!(vma->vm_flags & VM_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, pane->page);
}
static const struct file_operations inverse_fops = { .mmap = inverse_mmap };

/* Pages of a task that are pinned to be read. */
static int pinned_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;
	unsigned int how = FOLL_LONGTERM;
	pgprot_t prot = vma->vm_page_prot;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		how |= FOLL_WRITE;
	else
		prot = PAGE_READONLY;
	if (pin_user_pages_fast(pane->user, 1, how, pane->pages) != 1)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: pinned_mmap() pins pages with
 * pin_user_pages_fast() to be written only where VM_WRITE is set, and the mapping keeps VM_MAYWRITE: mprotect() makes
 * it writable afterwards, and it writes to pages that were pinned to be read; clear VM_MAYWRITE then
 */
		return -EFAULT;
	return remap_pfn_range(vma, vma->vm_start, page_to_pfn(pane->pages[0]), PAGE_SIZE, prot);
}
static const struct file_operations pinned_fops = { .mmap = pinned_mmap };

static int chosen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (get_user_pages_fast(pane->user, 1, vma->vm_flags & VM_WRITE ? FOLL_WRITE : 0, pane->pages) != 1)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]:
 * chosen_mmap() pins pages with get_user_pages_fast() to be written only where VM_WRITE is set, and the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards, and it writes to pages that were pinned to be read; clear
 * VM_MAYWRITE then
 */
		return -EFAULT;
	return vm_insert_page(vma, vma->vm_start, pane->pages[0]);
}
static const struct file_operations chosen_fops = { .mmap = chosen_mmap };

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pane *pane = file->private_data;
	unsigned int how = 0;

	if (!pane_fits(vma->vm_pgoff, vma->vm_end - vma->vm_start))
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		how |= FOLL_WRITE;
	else
		vm_flags_clear(vma, VM_MAYWRITE);
	if (get_user_pages_fast(pane->user, 1, how, pane->pages) != 1)
		return -EFAULT;
	return vm_insert_page(vma, vma->vm_start, pane->pages[0]);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };
