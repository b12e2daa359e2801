/* release: 6.12 */
/* An error path of mmap gives back what nothing took: neither it nor what calls it. */
static int foo_fb_mmap(struct fb_info *info, struct vm_area_struct *vma)
{
	unsigned long start = info->fix.smem_start;
	u32 len = PAGE_ALIGN((start & ~PAGE_MASK) + info->fix.smem_len);
	unsigned long off = vma->vm_pgoff << PAGE_SHIFT;

	if (off >= len) {
		off -= len;
		if (info->var.accel_flags) {
			mutex_unlock(&info->lock);
/*                      ^^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: foo_fb_mmap() gives &info->lock back, which it
 * has not taken on this path: another task that holds it meanwhile loses it, and two run where one should; leave past
 * the release, or take it first
 */
			return -EINVAL;
		}
		start = info->fix.mmio_start;
		len = PAGE_ALIGN((start & ~PAGE_MASK) + info->fix.mmio_len);
	}
	start &= PAGE_MASK;
	if (vma->vm_end - vma->vm_start > len || off > len - (vma->vm_end - vma->vm_start))
		return -EINVAL;
	off += start;
	vma->vm_pgoff = off >> PAGE_SHIFT;
	if (io_remap_pfn_range(vma, vma->vm_start, off >> PAGE_SHIFT, vma->vm_end - vma->vm_start, vma->vm_page_prot))
		return -EAGAIN;
	return 0;
}
static struct fb_ops foo_ops = { .fb_mmap = foo_fb_mmap };
static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (vma->vm_pgoff)
		goto out;
	mutex_lock(&foo->lock);
	if (!foo->pages)
		goto out;
	vma->vm_private_data = foo;
	mutex_unlock(&foo->lock);
	return 0;
out:
	mutex_unlock(&foo->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^ error[lock-not-held]: bar_mmap() gives &foo->lock back, which it has not taken on
 * this path: another task that holds it meanwhile loses it, and two run where one should; leave past the release, or
 * take it first
 */
	return -EINVAL;
}
static const struct file_operations bar_fops = { .mmap = bar_mmap };
/* What it calls takes the lock, by a name that does not say so. */
static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	foo_get_locked(foo);
	if (vma->vm_pgoff) {
		spin_unlock(&foo->lock);
		return -EINVAL;
	}
	if (!foo->a)
		return -ENODEV;
	spin_unlock(&foo->lock);
	return 0;
}
static const struct file_operations baz_fops = { .mmap = baz_mmap };
