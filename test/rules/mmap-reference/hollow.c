/* release: 6.12 6.1 */
/* What is looked up is given back, and the function that looks it up takes nothing. */
struct vat {
	struct kref ref;
	atomic_t users;
	struct page **pages;
};
static void vat_free(struct kref *ref)
{
	kfree(container_of(ref, struct vat, ref));
}
static struct vat *vat_get(struct cellar *cellar, unsigned long id)
{
	struct vat *vat;

	rcu_read_lock();
	vat = xa_load(&cellar->vats, id);
	rcu_read_unlock();
	return vat;
}
static int vat_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cellar *cellar = file->private_data;
	struct vat *vat = vat_get(cellar, vma->vm_pgoff);
/*                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: vat_get() takes no reference to what
 * it finds, and vat_mmap() gives one back (kref_put()): the object is freed while others hold it; take
 * the reference where it is looked up
 */
	int ret;

	if (!vat)
		return -EINVAL;
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	kref_put(&vat->ref, vat_free);
	return ret;
}
static const struct file_operations vat_fops = { .mmap = vat_mmap };
static struct vat *cellar_get_vat(struct cellar *cellar)
{
	struct vat *vat;

	mutex_lock(&cellar->lock);
	vat = cellar->vat;
	mutex_unlock(&cellar->lock);
	return vat;
}
static int cellar_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = cellar_get_vat(file->private_data);
/*                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: cellar_get_vat() takes no
 * reference to what it finds, and cellar_mmap() gives one back (kref_put()): the object is freed while
 * others hold it; take the reference where it is looked up
 */
	int ret;

	if (!vat)
		return -EINVAL;
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	kref_put(&vat->ref, vat_free);
	return ret;
}
static const struct file_operations cellar_fops = { .mmap = cellar_mmap };
