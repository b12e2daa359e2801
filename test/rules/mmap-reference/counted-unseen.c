/* release: 6.12 4.4 */
/* What a function in another file returns, or was handed, may be counted there: nothing is said of it. */
struct part { struct kref ref; struct page *page; };
struct parts { struct part *all[8]; struct part *current; };

struct part *part_lookup(struct parts *parts, unsigned long n);
int part_find(struct parts *parts, unsigned long n, struct part **found);
void part_prepare(struct part *part);
void parts_prepare(struct file *file);
bool part_enter(struct kref *ref);

static void part_open(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	kref_get(&part->ref);
}
static void part_close(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	kref_put(&part->ref, part_free);
}
static const struct vm_operations_struct part_ops = { .open = part_open, .close = part_close };

static int returned_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = part_lookup(file->private_data, vma->vm_pgoff);

	if (!part)
		return -EINVAL;
	if (vma_pages(vma) > 1) {
		kref_put(&part->ref, part_free);
		return -EINVAL;
	}
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations returned_fops = { .mmap = returned_mmap };

static int left_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part;
	int err = part_find(file->private_data, vma->vm_pgoff, &part);

	if (err)
		return err;
	if (vma_pages(vma) > 1) {
		kref_put(&part->ref, part_free);
		return -EINVAL;
	}
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations left_fops = { .mmap = left_mmap };

static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct parts *parts = file->private_data;
	struct part *part = parts->current;

	part_prepare(part);
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations handed_fops = { .mmap = handed_mmap };

static int counter_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct parts *parts = file->private_data;
	struct part *part = parts->current;

	if (!part_enter(&part->ref))
		return -ENXIO;
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations counter_fops = { .mmap = counter_mmap };

static struct part *part_through(struct parts *parts, unsigned long n)
{
	struct part *part = part_lookup(parts, n);

	return part && part->page ? part : NULL;
}
static int through_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = part_through(file->private_data, vma->vm_pgoff);

	if (!part)
		return -EINVAL;
	if (vma_pages(vma) > 1) {
		kref_put(&part->ref, part_free);
		return -EINVAL;
	}
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations through_fops = { .mmap = through_mmap };

/* By way of the file. */
static void own_open(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_file->private_data;

	kref_get(&part->ref);
}
static void own_close(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_file->private_data;

	kref_put(&part->ref, part_free);
}
static const struct vm_operations_struct own_ops = { .open = own_open, .close = own_close };

static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	parts_prepare(file);
	vma->vm_ops = &own_ops;
	return 0;
}
static const struct file_operations own_fops = { .mmap = own_mmap };

/* What was seen to count nothing. */
static struct part *part_at(struct parts *parts, unsigned long n)
{
	if (WARN_ON(n >= ARRAY_SIZE(parts->all)))
		return NULL;
	return parts->all[n];
}
static int seen_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = part_at(file->private_data, vma->vm_pgoff);

	if (!part)
		return -EINVAL;
	if (vma_pages(vma) > 1) {
		kref_put(&part->ref, part_free);
		return -EINVAL;
	}
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: seen_mmap() takes nothing for the mapping, and close of
 * part_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations seen_fops = { .mmap = seen_mmap };

static int borrowed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct parts *parts = file->private_data;
	struct part *part = parts->current;

	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: borrowed_mmap() takes nothing for the mapping, and close of
 * part_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations borrowed_fops = { .mmap = borrowed_mmap };

static int quiet_mmap(struct file *file, struct vm_area_struct *vma)
{
	pr_debug("%p\n", file);
	vma->vm_ops = &own_ops;
/*      ^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: quiet_mmap() takes nothing for the mapping, and close of
 * own_ops gives something back (kref_put()): core calls open for copies alone, so munmap() drops a reference that
 * another user holds; do in mmap what open does (kref_get())
 */
	return 0;
}
static const struct file_operations quiet_fops = { .mmap = quiet_mmap };
