/* release: 6.12 6.3 */
/* drm_gem_mmap_obj() has compared the length, and asks for the flag that keeps it so. */
static int lost_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct lost *lost = to_lost(obj);

	vm_flags_set(vma, VM_MIXEDMAP);
	return vm_map_pages(vma, lost->pages, lost->count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages() takes vm_pgoff for an
 * offset in the buffer, but in drm_gem_object_funcs.mmap it still names the object: mmap() fails; set vm_pgoff to 0
 * first
 */
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: lost_mmap() succeeds here without
 * VM_DONTEXPAND, which the caller of drm_gem_object_funcs.mmap asks for: drm_gem_mmap_obj() warns at each mmap(), and
 * mremap() may enlarge what it has compared with the object; set VM_DONTEXPAND
 */
}
static const struct drm_gem_object_funcs lost_funcs = { .mmap = lost_mmap };

/* One way of two. */
static int either_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct lost *lost = to_lost(obj);

	if (lost->cached) {
		vm_flags_set(vma, VM_PFNMAP | VM_IO);
		return 0;
/*              ^^^^^^^^^ warning[mmap-bound]: either_mmap() succeeds here without VM_DONTEXPAND, which the caller of
 * drm_gem_object_funcs.mmap asks for: drm_gem_mmap_obj() warns at each mmap(); set VM_DONTEXPAND
 */
	}
	vm_flags_set(vma, VM_PFNMAP | VM_IO | VM_DONTEXPAND);
	vma->vm_page_prot = pgprot_writecombine(vma->vm_page_prot);
	return 0;
}
static const struct drm_gem_object_funcs either_funcs = { .mmap = either_mmap };

static int cleared_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	vm_flags_mod(vma, VM_MIXEDMAP, VM_DONTEXPAND);
	return 0;
/*      ^^^^^^^^^ warning[mmap-bound]: cleared_mmap() succeeds here without VM_DONTEXPAND, which the caller of
 * drm_gem_object_funcs.mmap asks for: drm_gem_mmap_obj() warns at each mmap(), and mremap() may enlarge what it has
 * compared with the object; set VM_DONTEXPAND
 */
}
static const struct drm_gem_object_funcs cleared_funcs = { .mmap = cleared_mmap };

static int kept_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct lost *lost = to_lost(obj);

	vm_flags_set(vma, VM_MIXEDMAP | VM_DONTEXPAND);
	return vm_map_pages(vma, lost->pages, lost->count);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: vm_map_pages() takes vm_pgoff for an
 * offset in the buffer, but in drm_gem_object_funcs.mmap it still names the object: mmap() fails; set vm_pgoff to 0
 * first
 */
}
static const struct drm_gem_object_funcs kept_funcs = { .mmap = kept_mmap };

/* remap_pfn_range() sets it, whatever the loop does. */
static int loop_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	struct lost *lost = to_lost(obj);
	unsigned long at = vma->vm_start;
	int n, ret = 0;

	for (n = 0; n < lost->count && at < vma->vm_end && !ret; n++, at += PAGE_SIZE)
		ret = remap_pfn_range(vma, at, page_to_pfn(lost->pages[n]), PAGE_SIZE, vma->vm_page_prot);
	return ret;
}
static const struct drm_gem_object_funcs loop_funcs = { .mmap = loop_mmap };

/* An opaque callee may set it. */
static int opaque_mmap(struct drm_gem_object *obj, struct vm_area_struct *vma)
{
	return lost_map(to_lost(obj), vma);
}
static const struct drm_gem_object_funcs opaque_funcs = { .mmap = opaque_mmap };
