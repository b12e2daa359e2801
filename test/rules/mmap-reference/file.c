/* release: 6.12 6.1 5.10 */
/* The VMA shall belong to another file from there on: core drops the reference to whichever is in it. */
struct bo { struct file *backing; struct drm_gem_object base; };

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_file = bo->backing;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: plain_mmap() puts another file into vma->vm_file and takes
 * no reference to it: core drops one when the VMA goes, so the file is freed while others hold it, and
 * the reference to the file before is never dropped; call vma_set_file(), or get_file() the one and
 * fput() the other
 */
	vma->vm_private_data = bo;
	return 0;
}

static int set_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	vma_set_file(vma, bo->backing);
	vma->vm_private_data = bo;
	return 0;
}

static int got_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	fput(vma->vm_file);
	get_file(bo->backing);
	vma->vm_file = bo->backing;
	vma->vm_private_data = bo;
	return 0;
}

static int direct_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	fput(vma->vm_file);
	vma->vm_file = get_file(bo->backing);
	vma->vm_private_data = bo;
	return 0;
}

/* A new one is the VMA's own. */
static int fresh_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct file *fresh = shmem_kernel_file_setup("bo", vma->vm_end - vma->vm_start, 0);

	if (IS_ERR(fresh))
		return PTR_ERR(fresh);
	fput(vma->vm_file);
	vma->vm_file = fresh;
	return 0;
}

static const struct file_operations plain_fops = { .mmap = plain_mmap };
static const struct file_operations set_fops = { .mmap = set_mmap };
static const struct file_operations got_fops = { .mmap = got_mmap };
static const struct file_operations direct_fops = { .mmap = direct_mmap };
static const struct file_operations fresh_fops = { .mmap = fresh_mmap };

/* The file before keeps its reference. */
static int leak_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	vma->vm_file = get_file(bo->backing);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: leak_mmap() puts another file into vma->vm_file and never
 * drops the reference that the VMA has to the file before: core drops only the one that is there when the
 * VMA goes, so that file is never released; call vma_set_file(), or fput() the file before
 */
	return call_mmap(vma->vm_file, vma);
}

/* Dropped where the other maps, and put back where it does not. */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;
	int ret;

	vma->vm_file = get_file(bo->backing);
	ret = call_mmap(vma->vm_file, vma);
	if (ret) {
		vma->vm_file = file;
		fput(bo->backing);
	} else {
		fput(file);
	}
	return ret;
}

static const struct file_operations leak_fops = { .mmap = leak_mmap };
static const struct file_operations late_fops = { .mmap = late_mmap };

/* Core may have called without a file. */
int zero_setup(struct vm_area_struct *vma)
{
	struct file *fresh = shmem_kernel_file_setup("zero", vma->vm_end - vma->vm_start, 0);

	if (IS_ERR(fresh))
		return PTR_ERR(fresh);
	if (vma->vm_file)
		fput(vma->vm_file);
	vma->vm_file = fresh;
	return 0;
}

static int zero_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED)
		return zero_setup(vma);
	return 0;
}
static const struct file_operations zero_fops = { .mmap = zero_mmap };

/* The file of the mmap itself, which core has put there with its reference: no other. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff)
		return -EINVAL;
	vma->vm_file = file;
	vma->vm_private_data = file->private_data;
	return 0;
}

static int chosen_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_pgoff == 0)
		return store_file(file, vma);
	return own_mmap(file, vma);
}

/* Here it is another that is handed on. */
static int store_file(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_file = file;
/*      ^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: store_file() puts another file into vma->vm_file and never drops
 * the reference that the VMA has to the file before: core drops only the one that is there when the VMA goes, so that
 * file is never released; call vma_set_file(), or fput() the file before
 */
	vma->vm_private_data = file->private_data;
	return 0;
}

static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	get_file(bo->backing);
	return store_file(bo->backing, vma);
}

static int lent_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bo *bo = file->private_data;

	if (vma->vm_pgoff)
		return -EINVAL;
	return store_file(bo->backing, vma);
}

static int shmem_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct file *filp = shmem_kernel_file_setup("bo", vma->vm_end - vma->vm_start, 0);

	if (IS_ERR(filp))
		return PTR_ERR(filp);
	vma->vm_pgoff = 0;
	vma->vm_file = filp;
/*      ^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: shmem_mmap() puts another file into vma->vm_file and never drops
 * the reference that the VMA has to the file before: core drops only the one that is there when the VMA goes, so that
 * file is never released; call vma_set_file(), or fput() the file before
 */
	vma->vm_private_data = file->private_data;
	return 0;
}

static const struct file_operations own_fops = { .mmap = own_mmap };
static const struct file_operations chosen_fops = { .mmap = chosen_mmap };
static const struct file_operations handed_fops = { .mmap = handed_mmap };
static const struct file_operations lent_fops = { .mmap = lent_mmap };
static const struct file_operations shmem_fops = { .mmap = shmem_mmap };
