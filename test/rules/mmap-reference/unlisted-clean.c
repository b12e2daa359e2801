/* release: 6.12 6.1 */
/* expect: none */
/* mmap puts it there, at once or as an empty one. */
struct pier_user {
	struct list_head berth;
	refcount_t users;
};
static int pier_remember(struct pier *pier, struct vm_area_struct *vma)
{
	struct pier_user *user = kmalloc(sizeof(*user), GFP_KERNEL);

	if (!user)
		return -ENOMEM;
	refcount_set(&user->users, 1);
	list_add(&user->berth, &pier->all);
	vma->vm_private_data = user;
	return 0;
}
static void pier_open(struct vm_area_struct *vma)
{
	struct pier_user *user = vma->vm_private_data;

	refcount_inc(&user->users);
}
static void pier_close(struct vm_area_struct *vma)
{
	struct pier_user *user = vma->vm_private_data;

	if (!refcount_dec_and_test(&user->users))
		return;
	list_del(&user->berth);
	kfree(user);
}
static const struct vm_operations_struct pier_vm_ops = { .open = pier_open, .close = pier_close };
static int pier_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = pier_remember(file->private_data, vma);

	if (ret)
		return ret;
	vma->vm_ops = &pier_vm_ops;
	return 0;
}
static const struct file_operations pier_fops = { .mmap = pier_mmap };
