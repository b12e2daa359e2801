/* release: 6.12 3.10 */
/* Only the outermost of several users takes the lock and gives it back: what says so is forgotten in between. */
struct pen_info { int depth; void *outer; };
static struct rw_semaphore pen_sem;
static int pen_enter(struct pen_info *info)
{
	struct pen_info *now = current->journal_info;

	if (now)
		return ++now->depth;
	info->depth = 0;
	info->outer = NULL;
	current->journal_info = info;
	return 0;
}
static int pen_begin(struct pen_info *info)
{
	int depth = pen_enter(info);

	if (depth > 0)
		return 0;
	down_read(&pen_sem);
	return 0;
}
static int pen_end(void)
{
	struct pen_info *info = current->journal_info;

	if (info->depth > 0) {
		info->depth--;
		return 0;
	}
	current->journal_info = info->outer;
	up_read(&pen_sem);
	return 0;
}
static int pen_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct pen_info info;
	int ret = pen_begin(&info);

	if (ret)
		return VM_FAULT_SIGBUS;
	ret = pen_prepare(vma, vmf);
	pen_end();
	return ret ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct pen_ops = { .page_mkwrite = pen_mkwrite };

/* One way out does not end it. */
static int early_mkwrite(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct pen_info info;
	int ret = pen_begin(&info);

	if (ret)
		return VM_FAULT_SIGBUS;
	ret = pen_prepare(vma, vmf);
	if (ret)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: page_mkwrite handler early_mkwrite() returns with
 * &pen_sem still held: the next task that takes it hangs; release it on this path too
 */
	pen_end();
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct early_ops = { .page_mkwrite = early_mkwrite };
