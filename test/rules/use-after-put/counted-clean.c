/* release: 6.12 5.15 */
/* expect: none */
/* The result tells whether it was the last, or what is counted is no reference, or of something else. */
struct keg {
	refcount_t users;
	atomic_t refs;
	atomic_t pieces;
	struct cellar *cellar;
};
static void keg_put(struct keg *keg)
{
	if (!keg)
		return;
	if (!refcount_dec_and_test(&keg->users))
		return;
	kfree(keg);
}
static void keg_open(struct vm_area_struct *vma)
{
	struct keg *keg = vma->vm_private_data;

	refcount_inc(&keg->users);
}
static void keg_close(struct vm_area_struct *vma)
{
	keg_put(vma->vm_private_data);
}
static const struct vm_operations_struct keg_ops = { .open = keg_open, .close = keg_close };
static void tun_open(struct vm_area_struct *vma)
{
	struct keg *keg = vma->vm_private_data;

	atomic_inc(&keg->refs);
}
static void tun_close(struct vm_area_struct *vma)
{
	struct keg *keg = vma->vm_private_data;
	struct cellar *cellar = keg->cellar;

	mutex_lock(&cellar->lock);
	atomic_dec(&keg->refs);
	if (atomic_read(&keg->refs) == 0)
		kfree(keg);
	mutex_unlock(&cellar->lock);
}
static const struct vm_operations_struct tun_ops = { .open = tun_open, .close = tun_close };
static int butt_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct keg *keg = kzalloc(sizeof(*keg), GFP_KERNEL);

	if (!keg)
		return -ENOMEM;
	keg->cellar = file->private_data;
	refcount_inc(&keg->cellar->users);
	if (butt_fill(keg)) {
		atomic_dec(&keg->pieces);
		refcount_dec(&keg->cellar->users);
		kfree(keg);
		return -EIO;
	}
	vma->vm_private_data = keg;
	return 0;
}
static const struct file_operations butt_fops = { .mmap = butt_mmap };
