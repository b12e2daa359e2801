/* expect: none */
/* release: 6.12 */
/* The callee compares with the size of the region; what the page is taken from has a size of its own. */
static struct foo_part *foo_part_of(struct foo_region *region, pgoff_t *start, size_t nr_pages)
{
	struct foo_part *part = region->parts;

	if (!region->stride || region->nr_pages < (*start + nr_pages))
		return NULL;
	while (*start >= region->stride) {
		part++;
		*start -= region->stride;
	}
	return part->pages ? part : NULL;
}

static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct foo_map *map = vma->vm_private_data;
	pgoff_t start = vma->vm_pgoff - map->region->first;
	vm_fault_t ret = VM_FAULT_SIGBUS;
	unsigned long addr;
	struct page **pages;
	size_t i, nents;

	if (map->region->is_alias) {
		struct foo_part *part = foo_part_of(map->region, &start, 1);

		if (!part)
			return VM_FAULT_SIGBUS;
		nents = part->length;
		pages = part->pages;
	} else {
		nents = map->nents;
		pages = map->pages;
	}
	if (start + (vmf->pgoff - vma->vm_pgoff) >= nents)
		return VM_FAULT_SIGBUS;
	i = start;
	addr = vma->vm_start;
	while (i < nents && addr < vma->vm_end) {
		ret = vmf_insert_pfn(vma, addr, page_to_pfn(pages[i]));
		if (ret != VM_FAULT_NOPAGE)
			return ret;
		i++;
		addr += PAGE_SIZE;
	}
	return ret;
}
static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
