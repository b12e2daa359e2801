/* release: 6.12 6.1 */
/* Core makes the protection of a mapping from its flags: a bit that lets write is put there for shared writable ones alone. */
static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > 1 || vma->vm_pgoff)
		return -EINVAL;
	vma->vm_page_prot = __pgprot(pgprot_val(vma->vm_page_prot) | PTE_WRITE | PTE_DIRTY);
	vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]:
 * foo_mmap() calls remap_pfn_range() with PTE_WRITE in the protection, also where the mapping has no VM_WRITE: what
 * was mapped for reading, of a file that is open for reading alone, can be written; leave the bit to core
 */
}

/* The function that inserts reads it there. */
static void bar_protect(struct vm_area_struct *vma)
{
	pgprot_val(vma->vm_page_prot) |= _PAGE_RW;
}

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bar *bar = file->private_data;

	bar_protect(vma);
	return vm_insert_page(vma, vma->vm_start, bar->page);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]: bar_mmap() calls vm_insert_page()
 * with _PAGE_RW in the protection, also where the mapping has no VM_WRITE: what was mapped for reading, of a file
 * that is open for reading alone, can be written; leave the bit to core
 */
}

static int local_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	pgprot_t prot = __pgprot(_PAGE_WRITE | pgprot_val(vma->vm_page_prot));

	if (vma_pages(vma) > 1 || vma->vm_pgoff)
		return -EINVAL;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[insert-flags]: local_mmap()
 * calls remap_pfn_range() with _PAGE_WRITE in the protection, also where the mapping has no VM_WRITE: what was mapped
 * for reading, of a file that is open for reading alone, can be written; leave the bit to core
 */
}

/* What is not written is refused. */
static int clean_foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > 1 || vma->vm_pgoff)
		return -EINVAL;
	if ((vma->vm_flags & (VM_SHARED | VM_WRITE)) != (VM_SHARED | VM_WRITE))
		return -EPERM;
	vma->vm_page_prot = __pgprot(pgprot_val(vma->vm_page_prot) | PTE_WRITE | PTE_DIRTY);
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

/* The bit is taken away. */
static int clean_bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma_pages(vma) > 1 || vma->vm_pgoff)
		return -EINVAL;
	pgprot_val(vma->vm_page_prot) &= ~_PAGE_RW;
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

/* Other bits say how the memory is cached. */
static int clean_local_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;
	pgprot_t prot = __pgprot(pgprot_val(vma->vm_page_prot) | _PAGE_PCD);

	if (vma_pages(vma) > 1 || vma->vm_pgoff)
		return -EINVAL;
	vma->vm_page_prot = __pgprot(pgprot_val(vma->vm_page_prot) | PTE_WRITE);
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, prot);
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static const struct file_operations local_fops = { .mmap = local_mmap };
static const struct file_operations clean_foo_fops = { .mmap = clean_foo_mmap };
static const struct file_operations clean_bar_fops = { .mmap = clean_bar_mmap };
static const struct file_operations clean_local_fops = { .mmap = clean_local_mmap };
