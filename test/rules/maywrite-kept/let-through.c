/* release: 6.12 6.1 */
/* What keeps mprotect() away does nothing to a mapping that is writable from its beginning. */
struct ledger { struct page *page; unsigned long pfn; int is_owner; };
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vm_flags_clear(vma, VM_MAYWRITE);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: open_mmap() clears VM_MAYWRITE, but lets a mapping
 * through that has VM_WRITE: it is read-only for those alone who did not ask to write; refuse VM_WRITE, or clear it
 * too and set vm_page_prot anew
 */
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations open_fops = { .mmap = open_mmap };

static int shut_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations shut_fops = { .mmap = shut_mmap };

static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	vm_flags_clear(vma, VM_WRITE | VM_MAYWRITE);
	vma->vm_page_prot = vm_get_page_prot(vma->vm_flags);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* Who had it for writing may keep on: that is what the flag is for. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (!(vma->vm_flags & VM_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

static int owner_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;

	if (vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if ((vma->vm_flags & VM_WRITE) && !ledger->is_owner)
		return -EPERM;
	if (!ledger->is_owner)
		vm_flags_clear(vma, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations owner_fops = { .mmap = owner_mmap };

static int some_refuse(struct vm_area_struct *vma)
{
	return vma->vm_flags & VM_WRITE ? -EACCES : 0;
}
static int callee_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ledger *ledger = file->private_data;
	int ret = some_refuse(vma);

	if (ret)
		return ret;
	vm_flags_mod(vma, VM_DONTEXPAND, VM_MAYWRITE);
	return vm_insert_page(vma, vma->vm_start, ledger->page);
}
static const struct file_operations callee_fops = { .mmap = callee_mmap };
