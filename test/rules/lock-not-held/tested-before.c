/* release: 6.12 6.1 */
/* What the mutex protects is tested before it is taken: the window may close in between. */
static vm_fault_t window_fault(struct vm_fault *vmf)
{
	struct window *win = vmf->vma->vm_private_data;
	vm_fault_t ret;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	if (win->status == WINDOW_ACTIVE) {
/*          ^^^^^^^^^^^ warning[lock-not-held]: window_fault() tests status before it takes mmap_mutex, under which
 * window_mmap() reads it: another task may change it in between, and what is done under the lock rests on what was;
 * test it under mmap_mutex
 */
		mutex_lock(&win->ref.mmap_mutex);
		ret = vmf_insert_pfn(vmf->vma, vmf->address, win->pfn);
		mutex_unlock(&win->ref.mmap_mutex);
		return ret;
	}
	return VM_FAULT_SIGBUS;
}
static int window_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	return -EACCES;
}

static const struct vm_operations_struct window_ops = { .fault = window_fault, .access = window_access };

static int window_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct window *win = file->private_data;
	int ret = -EACCES;

	if (is_cow_mapping(vma->vm_flags))
		return -EINVAL;
	mutex_lock(&win->ref.mmap_mutex);
	if (win->status != WINDOW_ACTIVE)
		goto out;
	vm_flags_set(vma, VM_PFNMAP | VM_IO | VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_ops = &window_ops;
	vma->vm_private_data = win;
	ret = 0;
out:
	mutex_unlock(&win->ref.mmap_mutex);
	return ret;
}

/* It looks a second time, under the mutex. */
static vm_fault_t twice_fault(struct vm_fault *vmf)
{
	struct pane *pane = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	if (pane->open) {
		mutex_lock(&pane->lock);
		if (pane->open)
			ret = vmf_insert_pfn(vmf->vma, vmf->address, pane->pfn);
		mutex_unlock(&pane->lock);
	}
	return ret;
}
static const struct vm_operations_struct twice_ops = { .fault = twice_fault };

static void pane_close(struct pane *pane)
{
	mutex_lock(&pane->lock);
	pane->open = false;
	mutex_unlock(&pane->lock);
}

/* What others read without a lock never changes. */
static vm_fault_t fixed_fault(struct vm_fault *vmf)
{
	struct blind *blind = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	if (blind->kind == BLIND_PFN) {
		mutex_lock(&blind->lock);
		ret = vmf_insert_pfn(vmf->vma, vmf->address, blind->pfn);
		mutex_unlock(&blind->lock);
	}
	return ret;
}
static const struct vm_operations_struct fixed_ops = { .fault = fixed_fault };

static int blind_kind(struct blind *blind)
{
	return blind->kind;
}

static int blind_kind_locked(struct blind *blind)
{
	int kind;

	mutex_lock(&blind->lock);
	kind = blind->kind;
	mutex_unlock(&blind->lock);
	return kind;
}

/* The lock is there for what comes between. */
static vm_fault_t typed_fault(struct vm_fault *vmf)
{
	struct curtain *curtain = vmf->vma->vm_private_data;
	vm_fault_t ret = VM_FAULT_SIGBUS;

	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
	if (curtain->type == CURTAIN_PFN) {
		mutex_lock(&curtain->lock);
		ret = vmf_insert_pfn(vmf->vma, vmf->address, curtain->pfn);
		mutex_unlock(&curtain->lock);
	}
	return ret;
}
static const struct vm_operations_struct typed_ops = { .fault = typed_fault };

static void curtain_move(struct curtain *curtain, unsigned long pfn)
{
	mutex_lock(&curtain->lock);
	curtain->pfn = pfn;
	if (curtain->type == CURTAIN_PFN)
		curtain->moves++;
	mutex_unlock(&curtain->lock);
}

static const struct file_operations window_fops = { .mmap = window_mmap };
