/* release: 6.12 6.6 */
/* Drivers: the shapes of user-space I/O, frame buffer, buffer object and device handlers, right and with one slip each. */

/* User-space I/O: an index that may be negative. */
static int uix_find_index(struct vm_area_struct *vma)
{
	struct uix_device *idev = vma->vm_private_data;

	if (vma->vm_pgoff < 5) {
		if (idev->mem[vma->vm_pgoff].size == 0)
			return -1;
		return (int)vma->vm_pgoff;
	}
	return -1;
}

static vm_fault_t uix_fault(struct vm_fault *vmf)
{
	struct uix_device *idev = vmf->vma->vm_private_data;
	struct page *page;
	vm_fault_t ret = 0;
	int mi;

	mutex_lock(&idev->info_lock);
	if (!idev->info) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	mi = uix_find_index(vmf->vma);
	if (mi < 0) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	page = vmalloc_to_page(idev->mem[mi].addr);
	get_page(page);
	vmf->page = page;
out:
	mutex_unlock(&idev->info_lock);
	return ret;
}
static const struct vm_operations_struct uix_ops = { .fault = uix_fault };

static vm_fault_t uix2_fault(struct vm_fault *vmf)
{
	struct uix_device *idev = vmf->vma->vm_private_data;
	struct page *page;
	vm_fault_t ret = 0;
	int mi;

	mutex_lock(&idev->info_lock);
	if (!idev->info) {
		ret = -ENODEV;
		goto out;
	}
	mi = uix_find_index(vmf->vma);
	if (mi < 0) {
		ret = mi;
		goto out;
	}
	page = vmalloc_to_page(idev->mem[mi].addr);
	get_page(page);
	vmf->page = page;
out:
	mutex_unlock(&idev->info_lock);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler uix2_fault() returns -ENODEV or another errno,
 * but its result is a set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct uix2_ops = { .fault = uix2_fault };

/* A frame buffer with deferred writes. */
static vm_fault_t fbx_fault(struct vm_fault *vmf)
{
	struct fb_info *info = vmf->vma->vm_private_data;
	unsigned long offset = vmf->pgoff << PAGE_SHIFT;
	struct page *page;

	if (offset >= info->fix.smem_len)
		return VM_FAULT_SIGBUS;
	page = fbx_get_page(info, offset);
	if (!page)
		return VM_FAULT_SIGBUS;
	if (!vmf->vma->vm_file)
		return -EINVAL;
/*		^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler fbx_fault() returns -EINVAL, but its
 * result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	vmf->page = page;
	return 0;
}

static vm_fault_t fbx_track_page(struct fb_info *info, unsigned long offset, struct page *page)
{
	struct fb_deferred_io *fbdefio = info->fbdefio;
	struct fbx_ref *ref;
	vm_fault_t ret;

	mutex_lock(&fbdefio->lock);
	ref = fbx_get_ref(info, offset, page);
	if (WARN_ON_ONCE(!ref)) {
		ret = -ENOMEM;
		goto err_unlock;
	}
	lock_page(ref->page);
	mutex_unlock(&fbdefio->lock);
	schedule_delayed_work(&info->deferred_work, fbdefio->delay);
	return VM_FAULT_LOCKED;
err_unlock:
	mutex_unlock(&fbdefio->lock);
	return ret;
/*      ^^^^^^^^^^^ error[errno-as-vm-fault]: fbx_track_page() returns -ENOMEM, and page_mkwrite handler
 * fbx_page_mkwrite() returns that as VM_FAULT bits: convert it with vmf_fs_error()
 */
}

static vm_fault_t fbx_page_mkwrite(struct vm_fault *vmf)
{
	struct fb_info *info = vmf->vma->vm_private_data;

	file_update_time(vmf->vma->vm_file);
	return fbx_track_page(info, vmf->address - vmf->vma->vm_start, vmf->page);
}
static const struct vm_operations_struct fbx_ops = {
	.fault = fbx_fault,
	.page_mkwrite = fbx_page_mkwrite,
};

/* Buffer objects: the reservation's answer is bits, the driver's own check an errno. */
static int tbo_check_access(struct tbo_object *bo)
{
	return bo->protected ? -EACCES : 0;
}

static vm_fault_t tbo_fault(struct vm_fault *vmf)
{
	struct ttm_buffer_object *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int err;

	ret = ttm_bo_vm_reserve(bo, vmf);
	if (ret)
		return ret;
	err = tbo_check_access(to_tbo(bo));
	if (err) {
		dma_resv_unlock(bo->base.resv);
		return err;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler tbo_fault() returns -EACCES, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	}
	ret = ttm_bo_vm_fault_reserved(vmf, vmf->vma->vm_page_prot, 16);
	if (ret == VM_FAULT_RETRY && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return ret;
	dma_resv_unlock(bo->base.resv);
	return ret;
}
static const struct vm_operations_struct tbo_ops = { .fault = tbo_fault };

static vm_fault_t tbo_ok_fault(struct vm_fault *vmf)
{
	struct ttm_buffer_object *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int err;

	ret = ttm_bo_vm_reserve(bo, vmf);
	if (ret)
		return ret;
	err = tbo_check_access(to_tbo(bo));
	if (err) {
		dma_resv_unlock(bo->base.resv);
		return VM_FAULT_SIGBUS;
	}
	ret = ttm_bo_vm_fault_reserved(vmf, vmf->vma->vm_page_prot, 16);
	if (ret == VM_FAULT_RETRY && !(vmf->flags & FAULT_FLAG_RETRY_NOWAIT))
		return ret;
	dma_resv_unlock(bo->base.resv);
	return ret;
}
static const struct vm_operations_struct tbo_ok_ops = { .fault = tbo_ok_fault };

/* Pass-through devices: ret starts as the failure, and one label serves all. */
static vm_fault_t vpx_fault(struct vm_fault *vmf)
{
	struct vpx_device *vdev = vmf->vma->vm_private_data;
	unsigned long pfn;
	vm_fault_t ret = -EFAULT;

	if (vpx_vma_to_pfn(vmf->vma, &pfn))
		return ret;
/*		^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler vpx_fault() returns -EFAULT, but its
 * result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	down_read(&vdev->memory_lock);
	if (vdev->runtime_suspended || !vpx_memory_enabled(vdev))
		goto out_unlock;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, pfn);
out_unlock:
	up_read(&vdev->memory_lock);
	return ret;
/*	^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler vpx_fault() returns -EFAULT, but its result is a
 * set of VM_FAULT bits: convert it with vmf_error() where it arises
 */
}
static const struct vm_operations_struct vpx_ops = { .fault = vpx_fault };

static vm_fault_t vpx_ok_fault(struct vm_fault *vmf)
{
	struct vpx_device *vdev = vmf->vma->vm_private_data;
	unsigned long pfn;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	if (vpx_vma_to_pfn(vmf->vma, &pfn))
		return ret;
	down_read(&vdev->memory_lock);
	if (vdev->runtime_suspended || !vpx_memory_enabled(vdev))
		goto out_unlock;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, pfn);
out_unlock:
	up_read(&vdev->memory_lock);
	return ret;
}
static const struct vm_operations_struct vpx_ok_ops = { .fault = vpx_ok_fault };

/* An insertion with the errno form, checked and not converted. */
static vm_fault_t map_fault(struct vm_fault *vmf)
{
	struct map *map = vmf->vma->vm_private_data;
	unsigned long i;
	int err;

	for (i = 0; i < map->count; i++) {
		err = vm_insert_page(vmf->vma, vmf->address + (i << PAGE_SHIFT), map->pages[i]);
		if (err < 0 && err != -EBUSY)
			return err;
/*			^^^^^^^^^^^ error[errno-as-vm-fault]: fault handler map_fault() returns -EFAULT,
 * -EINVAL or -ENOMEM, but its result is a set of VM_FAULT bits: convert it with vmf_error()
 */
	}
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct map_ops = { .fault = map_fault };

static vm_fault_t map_ok_fault(struct vm_fault *vmf)
{
	struct map *map = vmf->vma->vm_private_data;
	unsigned long i;
	int err;

	for (i = 0; i < map->count; i++) {
		err = vm_insert_page(vmf->vma, vmf->address + (i << PAGE_SHIFT), map->pages[i]);
		if (err < 0 && err != -EBUSY)
			return vmf_error(err);
	}
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct map_ok_ops = { .fault = map_ok_fault };
