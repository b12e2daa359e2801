/* release: 6.12 6.1 */
/* expect: none */
/* The function that looks it up takes the reference, or may, or nothing is given back. */
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
	bool ret = false;

	rcu_read_lock();
	vat = xa_load(&cellar->vats, id);
	if (vat && vat->pages)
		ret = kref_get_unless_zero(&vat->ref);
	rcu_read_unlock();
	if (ret)
		return vat;
	return ERR_PTR(-EINVAL);
}
static int vat_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct cellar *cellar = file->private_data;
	struct vat *vat = vat_get(cellar, vma->vm_pgoff);
	int ret;

	if (IS_ERR(vat))
		return PTR_ERR(vat);
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	kref_put(&vat->ref, vat_free);
	return ret;
}
static const struct file_operations vat_fops = { .mmap = vat_mmap };
static struct vat *cask_get(struct cellar *cellar, unsigned long id)
{
	struct vat *vat = xa_load(&cellar->vats, id);

	if (vat)
		cask_use(vat);
	return vat;
}
static int cask_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = cask_get(file->private_data, vma->vm_pgoff);
	int ret;

	if (!vat)
		return -EINVAL;
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	kref_put(&vat->ref, vat_free);
	return ret;
}
static const struct file_operations cask_fops = { .mmap = cask_mmap };
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

	if (!vat)
		return -EINVAL;
	return vm_map_pages_zero(vma, vat->pages, 1);
}
static const struct file_operations cellar_fops = { .mmap = cellar_mmap };
static int drum_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = drum_get(file->private_data);
	int ret;

	if (!vat)
		return -EINVAL;
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	kref_put(&vat->ref, vat_free);
	return ret;
}
static const struct file_operations drum_fops = { .mmap = drum_mmap };
static struct vat *vat_get_active(struct cellar *cellar, unsigned long id)
{
	struct vat *vat = xa_load(&cellar->vats, id);

	while (vat) {
		int users = atomic_read(&vat->users);

		if (users < 0)
			return NULL;
		if (atomic_cmpxchg(&vat->users, users, users + 1) == users)
			break;
	}
	return vat;
}
static int active_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vat *vat = vat_get_active(file->private_data, vma->vm_pgoff);
	int ret;

	if (!vat)
		return -EINVAL;
	ret = vm_map_pages_zero(vma, vat->pages, 1);
	atomic_dec(&vat->users);
	return ret;
}
static const struct file_operations active_fops = { .mmap = active_mmap };
