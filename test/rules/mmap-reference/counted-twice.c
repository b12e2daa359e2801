/* release: 6.12 6.1 */
static void part_open(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	refcount_inc(&part->users);
}
static void part_close(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	if (!refcount_dec_and_test(&part->users))
		return;
	kfree(part);
}
static const struct vm_operations_struct part_ops = { .open = part_open, .close = part_close };
static int part_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = kmalloc(sizeof(*part), GFP_KERNEL);

	if (!part)
		return -ENOMEM;
	refcount_set(&part->users, 1);
	vma->vm_ops = &part_ops;
	vma->vm_private_data = part;
	part_open(vma);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: part_mmap() counts the mapping twice in the users of the object that
 * it makes for it (part_open()), and close counts it down once (refcount_dec_and_test()): the count never comes to 0,
 * and the object is never freed; begin with one user
 */
	return 0;
}
static const struct file_operations part_fops = { .mmap = part_mmap };

static void area_open(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	area->users++;
}
static void area_close(struct vm_area_struct *vma)
{
	struct area *area = vma->vm_private_data;

	if (--area->users == 0)
		kfree(area);
}
static const struct vm_operations_struct area_ops = { .open = area_open, .close = area_close };
static int two_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = kzalloc(sizeof(*area), GFP_KERNEL);

	if (!area)
		return -ENOMEM;
	area->users = 2;
/*      ^^^^^^^^^^^^^^^ warning[mmap-reference]: two_mmap() counts the mapping twice in the users of the object that
 * it makes for it (area->users = 2), and close counts it down once (area->users--): the count never comes to 0, and
 * the object is never freed; begin with one user
 */
	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
	return 0;
}
static const struct file_operations two_fops = { .mmap = two_mmap };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct area *area = kzalloc(sizeof(*area), GFP_KERNEL);

	if (!area)
		return -ENOMEM;
	area->users = 1;
	vma->vm_private_data = area;
	vma->vm_ops = &area_ops;
	area_open(vma);
/*      ^^^^^^^^^^^^^^ warning[mmap-reference]: both_mmap() counts the mapping twice in the users of the object that
 * it makes for it (area_open()), and close counts it down once (area->users--): the count never comes to 0, and the
 * object is never freed; begin with one user
 */
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };
/* A counter of that name in another struct. */
static void other_put(struct other *other)
{
	other->users--;
}

static void ref_open(struct vm_area_struct *vma)
{
	struct ref *ref = vma->vm_private_data;

	kref_get(&ref->kref);
}
static void ref_close(struct vm_area_struct *vma)
{
	struct ref *ref = vma->vm_private_data;

	kref_put(&ref->kref, ref_free);
}
static const struct vm_operations_struct ref_ops = { .open = ref_open, .close = ref_close };
static int ref_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ref *ref = kzalloc(sizeof(*ref), GFP_KERNEL);

	if (!ref)
		return -ENOMEM;
	kref_init(&ref->kref);
	kref_get(&ref->kref);
/*      ^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: ref_mmap() counts the mapping twice in the kref of the object
 * that it makes for it (kref_get()), and close counts it down once (kref_put()): the count never comes to 0, and the
 * object is never freed; begin with one user
 */
	vma->vm_private_data = ref;
	vma->vm_ops = &ref_ops;
	return 0;
}
static const struct file_operations ref_fops = { .mmap = ref_mmap };
