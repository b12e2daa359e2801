/* release: 6.12 5.15 */
/* The count is lowered, and the object freed whatever is left of it. */
struct keg {
	refcount_t users;
	atomic_t refs;
	void *pages;
};
static void keg_free(struct keg *keg)
{
	kvfree(keg->pages);
	kfree(keg);
}
static void keg_put(struct keg *keg)
{
	if (!keg)
		return;
	refcount_dec(&keg->users);
	keg_free(keg);
/*      ^^^^^^^^^^^^^ warning[use-after-put]: keg_put() frees the object whatever refcount_dec() has left of its
 * count: another user may hold it still; free it only where the count has come to 0, as
 * refcount_dec_and_test() tells
 */
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

	atomic_dec(&keg->refs);
	kfree(keg);
/*      ^^^^^^^^^^ warning[use-after-put]: close handler tun_close() frees the object whatever atomic_dec() has left
 * of its count: another user may hold it still; free it only where the count has come to 0, as
 * atomic_dec_and_test() tells
 */
}
static const struct vm_operations_struct tun_ops = { .open = tun_open, .close = tun_close };
