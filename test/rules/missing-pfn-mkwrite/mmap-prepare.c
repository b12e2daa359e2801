/* release: 6.17 7.1 */
/* .mmap_prepare describes the VMA that is to be. */
static const struct vm_operations_struct foo_ops = {
	.open = NULL,
};

static int field_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_flags |= VM_MIXEDMAP;
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: field_mmap_prepare() maps with VM_MIXEDMAP, but
 * foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	desc->vm_ops = &foo_ops;
	return 0;
}

static int bits_mmap_prepare(struct vm_area_desc *desc)
{
	vma_desc_set_flags(desc, VMA_MIXEDMAP_BIT);
/*	^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-pfn-mkwrite]: bits_mmap_prepare() maps with
 * VM_MIXEDMAP, but foo_ops has no pfn_mkwrite: the first write to a read-only entry without a struct page goes unnoticed, and with it what hangs on that: a dirty mark, a time, freeze protection; add pfn_mkwrite, or set contract = "core" in vmops.toml where no first write matters
 */
	desc->vm_ops = &foo_ops;
	return 0;
}

static int clean_mmap_prepare(struct vm_area_desc *desc)
{
	desc->vm_flags |= VM_DONTEXPAND;
	desc->vm_ops = &foo_ops;
	return 0;
}
