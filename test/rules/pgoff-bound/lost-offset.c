/* release: 6.12 6.1 */
/* The table of the caller finds by the offset which region the mapping is of. */
static int dus_mmap(struct uacce_queue *q, struct vm_area_struct *vma, struct uacce_qfile_region *qfr)
{
	struct engine *engine = q->priv;
	size_t bytes = vma->vm_end - vma->vm_start;

	if (bytes != engine->bytes)
		return -EINVAL;
	vma->vm_pgoff = 0;
/*      ^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: dus_mmap() leaves another vm_pgoff than it was handed, and
 * uacce_vma_close() picks by it what it gives back: it takes what belongs to another mapping; restore vm_pgoff before
 * the return
 */
	return dma_mmap_coherent(engine->dev, vma, engine->at, engine->bus, bytes);
}
static const struct uacce_ops dus_ops = { .mmap = dus_mmap };

static int restored_mmap(struct uacce_queue *q, struct vm_area_struct *vma, struct uacce_qfile_region *qfr)
{
	struct engine *engine = q->priv;
	size_t bytes = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff;
	int ret;

	if (bytes != engine->bytes)
		return -EINVAL;
	vma->vm_pgoff = 0;
	ret = dma_mmap_coherent(engine->dev, vma, engine->at, engine->bus, bytes);
	vma->vm_pgoff = offset;
	return ret;
}
static const struct uacce_ops restored_ops = { .mmap = restored_mmap };

/* Where it fails the mapping is gone. */
static int failing_mmap(struct uacce_queue *q, struct vm_area_struct *vma, struct uacce_qfile_region *qfr)
{
	struct engine *engine = q->priv;
	size_t bytes = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff;
	int ret;

	if (bytes != engine->bytes)
		return -EINVAL;
	vma->vm_pgoff = 0;
	ret = dma_mmap_coherent(engine->dev, vma, engine->at, engine->bus, bytes);
	if (ret)
		return ret;
	vma->vm_pgoff = offset;
	return 0;
}
static const struct uacce_ops failing_ops = { .mmap = failing_mmap };

/* A table of its own: both count from the offset, */
static void bank_close(struct vm_area_struct *vma)
{
	struct bank *bank = vma->vm_private_data;

	if (vma->vm_pgoff < NR_SLOTS) {
		kfree(bank->slots[vma->vm_pgoff]);
		bank->slots[vma->vm_pgoff] = NULL;
	}
}
static const struct vm_operations_struct bank_vm_ops = { .close = bank_close };

static int bank_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bank *bank = file->private_data;
	unsigned long nr = vma->vm_pgoff;
	struct slot *slot;

	if (nr >= NR_SLOTS || bank->slots[nr])
		return -EINVAL;
	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = &bank_vm_ops;
	vma->vm_private_data = bank;
	bank->slots[nr] = slot;
	vma->vm_pgoff = 0;
/*      ^^^^^^^^^^^^^^^^^ warning[pgoff-bound]: bank_mmap() leaves another vm_pgoff than it was handed, and
 * bank_close() indexes bank->slots by it as was done before: it reaches another element; restore vm_pgoff before the
 * return
 */
	return dma_mmap_coherent(bank->dev, vma, bank->at, bank->bus, vma->vm_end - vma->vm_start);
}
static const struct file_operations bank_fops = { .mmap = bank_mmap };

/* and here it is the same for both, */
static void kept_close(struct vm_area_struct *vma)
{
	struct bank *bank = vma->vm_private_data;

	if (vma->vm_pgoff < NR_SLOTS) {
		kfree(bank->slots[vma->vm_pgoff]);
		bank->slots[vma->vm_pgoff] = NULL;
	}
}
static const struct vm_operations_struct kept_vm_ops = { .close = kept_close };

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bank *bank = file->private_data;
	unsigned long nr = vma->vm_pgoff;
	struct slot *slot;

	if (nr >= NR_SLOTS || bank->slots[nr])
		return -EINVAL;
	slot = kzalloc(sizeof(*slot), GFP_KERNEL);
	if (!slot)
		return -ENOMEM;
	vm_flags_set(vma, VM_DONTCOPY | VM_DONTEXPAND);
	vma->vm_ops = &kept_vm_ops;
	vma->vm_private_data = bank;
	bank->slots[nr] = slot;
	vma->vm_pgoff = 0;
	if (dma_mmap_coherent(bank->dev, vma, bank->at, bank->bus, vma->vm_end - vma->vm_start)) {
		bank->slots[nr] = NULL;
		kfree(slot);
		return -ENXIO;
	}
	vma->vm_pgoff = nr;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* and here the name of an object is taken off, and what faults counts from its start. */
static vm_fault_t sheet_fault(struct vm_fault *vmf)
{
	struct sheet *sheet = vmf->vma->vm_private_data;

	if (vmf->pgoff >= sheet->count)
		return VM_FAULT_SIGBUS;
	get_page(sheet->pages[vmf->pgoff]);
	vmf->page = sheet->pages[vmf->pgoff];
	return 0;
}
static const struct vm_operations_struct sheet_vm_ops = { .fault = sheet_fault };

static int sheet_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct book *book = file->private_data;

	if (vma->vm_pgoff >= book->count)
		return -EINVAL;
	vma->vm_private_data = book->sheets[vma->vm_pgoff];
	vma->vm_pgoff = 0;
	vma->vm_ops = &sheet_vm_ops;
	return 0;
}
static const struct file_operations sheet_fops = { .mmap = sheet_mmap };
