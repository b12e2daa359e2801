/* release: 3.18 6.12 */
struct box { spinlock_t lock; };

/* It ends the atomic section that its caller began, and begins it anew. */
static int open_update(struct vm_area_struct *vma)
{
	int ret;

#ifdef CONFIG_BOX
	preempt_enable();
#endif
	ret = vm_insert_page(vma, vma->vm_start, box_page(vma));
#ifdef CONFIG_BOX
	preempt_disable();
#endif
	return ret;
}
static int open_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret;

#ifdef CONFIG_BOX
	preempt_disable();
	ret = open_update(vma);
	preempt_enable();
#else
	ret = open_update(vma);
#endif
	return ret;
}
static const struct file_operations open_fops = { .mmap = open_mmap };

static int read_update(struct vm_area_struct *vma)
{
	int ret;

	rcu_read_unlock();
	ret = vm_insert_page(vma, vma->vm_start, box_page(vma));
	rcu_read_lock();
	return ret;
}
static int read_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret;

	rcu_read_lock();
	ret = read_update(vma);
	rcu_read_unlock();
	return ret;
}
static const struct file_operations read_fops = { .mmap = read_mmap };

/* Its own section inside does not end the other. */
static int inner_update(struct vm_area_struct *vma)
{
	int ret;

	preempt_disable();
	box_count(vma);
	preempt_enable();
	ret = vm_insert_page(vma, vma->vm_start, box_page(vma));
	return ret;
}
static int inner_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret;

	preempt_disable();
	ret = inner_update(vma);
/*            ^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: inner_mmap() calls inner_update() while preempt_disable()
 * is in force, and vm_insert_page() may sleep: the CPU may schedule away inside the atomic section; end the atomic section
 * before the call
 */
	preempt_enable();
	return ret;
}
static const struct file_operations inner_fops = { .mmap = inner_mmap };
