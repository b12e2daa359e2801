/* release: 6.1 6.12 */
/* The error is returned, */
static vm_fault_t kiln_fault(struct vm_fault *vmf)
{
	struct kiln *kiln = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_NOPAGE;
	int err;

	mutex_lock(&kiln->lock);
	err = kiln_pin(kiln);
	if (err) {
		ret = vmf_error(err);
		dev_err(kiln->dev, "failed to pin: %d\n", err);
		goto out;
	}
	ret = vmf_insert_mixed(vmf->vma, vmf->address, __pfn_to_pfn_t(kiln->pfn, PFN_DEV));
out:
	mutex_unlock(&kiln->lock);
	return ret;
}
static const struct vm_operations_struct kiln_ops = { .fault = kiln_fault };

/* or asked for, */
static vm_fault_t oven_fault(struct vm_fault *vmf)
{
	struct oven *oven = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;

	if (oven_heat(oven) < 0)
		ret = VM_FAULT_SIGBUS;
	if (!ret)
		ret = vmf_insert_pfn(vmf->vma, vmf->address, oven->pfn);
	return ret;
}
static const struct vm_operations_struct oven_ops = { .fault = oven_fault };

/* or there is another way, */
static vm_fault_t hearth_fault(struct vm_fault *vmf)
{
	struct hearth *hearth = vmf->vma->vm_private_data;
	vm_fault_t ret = 0;
	int err = hearth_heat(hearth);

	if (err) {
		ret = vmf_error(err);
		hearth->pfn = hearth_other(hearth);
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, hearth->pfn);
	return ret;
}
static const struct vm_operations_struct hearth_ops = { .fault = hearth_fault };

/* or it is tried again. */
static vm_fault_t smoker_fault(struct vm_fault *vmf)
{
	struct smoker *smoker = vmf->vma->vm_private_data;
	vm_fault_t ret;
	int n = 0;

again:
	ret = VM_FAULT_NOPAGE;
	if (smoker_heat(smoker)) {
		ret = VM_FAULT_SIGBUS;
		if (n++ < 3)
			goto again;
		return ret;
	}
	return vmf_insert_pfn(vmf->vma, vmf->address, smoker->pfn);
}
static const struct vm_operations_struct smoker_ops = { .fault = smoker_fault };

/* The value of the start is no error that was seen, */
static int stove_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stove *stove = file->private_data;
	int ret = -EINVAL;

	ret = stove_put_on(stove, vma);
	if (ret)
		return ret;
	vma->vm_ops = &oven_ops;
	vma->vm_private_data = stove;
	return 0;
}
static const struct file_operations stove_fops = { .mmap = stove_mmap };

/* one of two arms stores it, */
static int range_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stove *stove = file->private_data;
	int ret;

	if (vma->vm_pgoff)
		ret = -EINVAL;
	else
		ret = stove_put_on(stove, vma);
	if (ret)
		return ret;
	vma->vm_ops = &oven_ops;
	return 0;
}
static const struct file_operations range_fops = { .mmap = range_mmap };

/* and what cannot fail, or only gives something up, may be overwritten. */
static int grill_ready(struct grill *grill)
{
	return grill->coal;
}
static int grill_stop(struct grill *grill)
{
	if (!grill->coal)
		return -ENODATA;
	return 0;
}
static int grill_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct grill *grill = file->private_data;
	int ret;

	ret = grill_ready(grill);
	ret = grill_stop(grill);
	ret = io_remap_pfn_range(vma, vma->vm_start, grill->pfn, PAGE_SIZE, vma->vm_page_prot);
	return ret;
}
static const struct file_operations grill_fops = { .mmap = grill_mmap };
/* expect: none */

/* A way out of the loop returns it. */
static int slot_find(struct slot *slot, struct vm_area_struct *vma, int *match, unsigned long *pfn)
{
	*match = 0;
	if (slot->base != vma->vm_pgoff)
		return 0;
	*match = 1;
	if (vma_pages(vma) > slot->pages)
		return -EINVAL;
	*pfn = slot->pfn;
	return 0;
}

static int slots_find(struct slots *slots, struct vm_area_struct *vma, int *match, unsigned long *pfn)
{
	struct slot *slot;
	int ret;

	list_for_each_entry(slot, &slots->list, list) {
		ret = slot_find(slot, vma, match, pfn);
		if (*match)
			return ret;
		ret = slot_find(slot->twin, vma, match, pfn);
		if (*match)
			return ret;
	}
	*match = 0;
	return 0;
}

static int slots_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long pfn;
	int match, ret;

	ret = slots_find(file->private_data, vma, &match, &pfn);
	if (!match)
		return -EINVAL;
	return ret ? ret : remap_pfn_range(vma, vma->vm_start, pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static const struct file_operations slots_fops = { .mmap = slots_mmap };

/* or another error is returned, or the call cannot fail, or nobody ever asks what it gives. */
static int bloom_name(struct bloom *bloom)
{
	return bloom->minor + 1;
}
static int bloom_start(struct bloom *bloom)
{
	return bloom->ready ? 0 : -EAGAIN;
}
static int bloom_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bloom *bloom = file->private_data;
	int ret, name, started;

	name = bloom_name(bloom);
	started = bloom_start(bloom);
	ret = bloom_start(bloom);
	if (vma->vm_pgoff)
		return -EINVAL;
	if (ret)
		return ret;
	ret = bloom_start(bloom);
	if (bloom->dead)
		return -EIO;
	return ret;
}
static const struct file_operations bloom_fops = { .mmap = bloom_mmap };
