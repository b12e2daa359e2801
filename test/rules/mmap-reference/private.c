/* release: 6.12 6.1 */
/* Nothing hangs on the VMA, and open, close or fault look there for an object. */
static void barrel_open(struct vm_area_struct *vma)
{
	struct barrel *barrel = vma->vm_private_data;

	atomic_inc(&barrel->mapped);
}
static void barrel_close(struct vm_area_struct *vma)
{
	struct barrel *barrel = vma->vm_private_data;

	atomic_dec(&barrel->mapped);
}
static const struct vm_operations_struct barrel_vm_ops = { .open = barrel_open, .close = barrel_close };
static int barrel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct barrel *barrel = file->private_data;

	vma->vm_ops = &barrel_vm_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: barrel_mmap() stores nothing in vm_private_data, and
 * open of barrel_vm_ops takes for granted what it finds there (barrel->mapped): it is NULL; store the object in mmap
 */
	atomic_inc(&barrel->mapped);
	return 0;
}
static const struct file_operations barrel_fops = { .mmap = barrel_mmap };

/* Of a subsystem that leaves its own object there: the new one is never hung. */
struct cask_user {
	struct list_head node;
	refcount_t users;
};
static int cask_remember(struct cask *cask, struct vm_area_struct *vma)
{
	struct cask_user *user = kmalloc(sizeof(*user), GFP_KERNEL);

	if (!user)
		return -ENOMEM;
	refcount_set(&user->users, 1);
	list_add(&user->node, &cask->all);
	return 0;
}
static void cask_open(struct vm_area_struct *vma)
{
	struct cask_user *user = vma->vm_private_data;

	refcount_inc(&user->users);
}
static void cask_close(struct vm_area_struct *vma)
{
	struct cask_user *user = vma->vm_private_data;

	if (!refcount_dec_and_test(&user->users))
		return;
	list_del(&user->node);
	kfree(user);
}
static const struct vm_operations_struct cask_vm_ops = { .open = cask_open, .close = cask_close };
static int cask_mmap(struct bpf_map *map, struct vm_area_struct *vma)
{
	struct cask *cask = container_of(map, struct cask, map);
	int ret = cask_remember(cask, vma);

	if (ret)
		return ret;
	vma->vm_ops = &cask_vm_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: cask_mmap() stores nothing in vm_private_data, and open of
 * cask_vm_ops takes for granted what it finds there (user->users): it is what the caller has left there; store the
 * object in mmap
 */
	return 0;
}
static const struct bpf_map_ops cask_ops = { .map_mmap = cask_mmap };
