/* release: 6.12 6.1 */
/* What migrate_vma_setup() has collected goes back by migrate_vma_finalize() on each way out. */
struct vram { struct mutex lock; void *owner; };
int vram_read(struct vram *vram, struct page *to, struct page *from);

static vm_fault_t keeps_to_ram(struct vm_fault *vmf)
{
	struct vram *vram = vmf->page->zone_device_data;
	unsigned long src = 0, dst = 0;
	struct page *dpage;
	struct migrate_vma args = {
		.vma = vmf->vma,
		.start = vmf->address,
		.end = vmf->address + PAGE_SIZE,
		.src = &src,
		.dst = &dst,
		.pgmap_owner = vram->owner,
		.fault_page = vmf->page,
		.flags = MIGRATE_VMA_SELECT_DEVICE_PRIVATE,
	};

	if (migrate_vma_setup(&args) < 0)
		return VM_FAULT_SIGBUS;
	if (!args.cpages)
		return 0;
	dpage = alloc_page_vma(GFP_HIGHUSER, vmf->vma, vmf->address);
	if (!dpage)
		return VM_FAULT_OOM;
/*              ^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: migrate_to_ram handler keeps_to_ram() returns without
 * migrate_vma_finalize() after migrate_vma_setup() had collected pages: the migration entries and the locks of the
 * isolated pages stay, and the next task that touches them hangs; call it on this path too
 */
	lock_page(dpage);
	dst = migrate_pfn(page_to_pfn(dpage));
	vram_read(vram, dpage, migrate_pfn_to_page(src));
	migrate_vma_pages(&args);
	migrate_vma_finalize(&args);
	return 0;
}
static const struct dev_pagemap_ops keeps_ops = { .migrate_to_ram = keeps_to_ram };

static vm_fault_t ends_to_ram(struct vm_fault *vmf)
{
	struct vram *vram = vmf->page->zone_device_data;
	unsigned long src = 0, dst = 0;
	struct page *dpage;
	vm_fault_t ret = 0;
	struct migrate_vma args = {
		.vma = vmf->vma,
		.start = vmf->address,
		.end = vmf->address + PAGE_SIZE,
		.src = &src,
		.dst = &dst,
		.pgmap_owner = vram->owner,
		.fault_page = vmf->page,
		.flags = MIGRATE_VMA_SELECT_DEVICE_PRIVATE,
	};

	if (migrate_vma_setup(&args) < 0)
		return VM_FAULT_SIGBUS;
	if (!args.cpages)
		return 0;
	dpage = alloc_page_vma(GFP_HIGHUSER, vmf->vma, vmf->address);
	if (!dpage) {
		ret = VM_FAULT_OOM;
		goto done;
	}
	lock_page(dpage);
	dst = migrate_pfn(page_to_pfn(dpage));
	if (vram_read(vram, dpage, migrate_pfn_to_page(src))) {
		ret = VM_FAULT_SIGBUS;
		goto done;
	}
	migrate_vma_pages(&args);
done:
	migrate_vma_finalize(&args);
	return ret;
}
static const struct dev_pagemap_ops ends_ops = { .migrate_to_ram = ends_to_ram };

/* It asks the entry of the one page instead of cpages: nothing was collected where it is not to migrate. */
static vm_fault_t entry_to_ram(struct vm_fault *vmf)
{
	struct vram *vram = vmf->page->zone_device_data;
	unsigned long src = 0, dst = 0;
	struct migrate_vma args = {
		.vma = vmf->vma,
		.start = vmf->address,
		.end = vmf->address + PAGE_SIZE,
		.src = &src,
		.dst = &dst,
		.pgmap_owner = vram->owner,
		.fault_page = vmf->page,
		.flags = MIGRATE_VMA_SELECT_DEVICE_PRIVATE,
	};

	if (migrate_vma_setup(&args))
		return VM_FAULT_SIGBUS;
	if (!(src & MIGRATE_PFN_MIGRATE))
		return 0;
	migrate_vma_pages(&args);
	migrate_vma_finalize(&args);
	return 0;
}
static const struct dev_pagemap_ops entry_ops = { .migrate_to_ram = entry_to_ram };
