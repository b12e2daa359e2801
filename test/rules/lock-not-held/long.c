/* release: 4.4 6.12 */
/* A callee as long that takes no lock leaves none. */
static struct frame *frame_load(struct cage *cage, unsigned long address)
{
	struct frame *frame = frame_at(cage, address);
	struct frame *loaded;

	if (!cage->root.loaded) {
		loaded = frame_swap_in(&cage->root);
		if (IS_ERR(loaded))
			return ERR_CAST(loaded);
	}
	loaded = frame_swap_in(frame);
	if (IS_ERR(loaded))
		return ERR_CAST(loaded);
	cage->count++;
	return frame;
}
static struct frame *frame_reserve(struct cage *cage, unsigned long address)
{
	struct frame *frame;

	for (;;) {
		frame = frame_load(cage, address);
		if (PTR_ERR(frame) != -EBUSY)
			break;
	}
	return frame;
}
static int cage_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct cage *cage = vma->vm_private_data;
	struct frame *frame;
	char data[8];
	int ret = 0, i, count;

	if (write)
		return -EACCES;
	for (i = 0; i < len; i += count) {
		frame = frame_reserve(cage, (addr + i) & PAGE_MASK);
		if (IS_ERR(frame)) {
			ret = PTR_ERR(frame);
			break;
		}
		count = min(8, len - i);
		ret = frame_read(frame, data);
		if (ret)
			goto out;
		memcpy(buf + i, data, count);
out:
		mutex_unlock(&cage->lock);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: access handler cage_access() gives &cage->lock back,
 * which it has not taken on this path: another task that holds it meanwhile loses it, and two run where one should;
 * leave past the release, or take it first
 */
		if (ret)
			break;
	}
	return ret < 0 ? ret : i;
}
static const struct vm_operations_struct cage_ops = { .access = cage_access };
