/* release: 6.12 4.14 */
/* A copy gets a record of its own, or must not keep that of the other VMA, which close frees. */
static void left_open(struct vm_area_struct *vma)
{
	struct left *left = vma->vm_private_data;
	struct left *copy;

	if (!left)
		return;
	if (!down_read_trylock(&left->owner->sem))
		goto zap;
	copy = kzalloc(sizeof(*copy), GFP_KERNEL);
	if (copy) {
		copy->owner = left->owner;
		vma->vm_private_data = copy;
		up_read(&left->owner->sem);
		return;
	}
	up_read(&left->owner->sem);
	vma->vm_private_data = NULL;
zap:
	zap_vma_ptes(vma, vma->vm_start, vma->vm_end - vma->vm_start);
}
/*<^ warning[close-without-open]: open handler left_open() leaves here with the vm_private_data of the VMA that was
 * copied, which it replaces on another way: close frees it for each (kfree()), and the second VMA still uses it; set
 * vm_private_data to NULL
 */
static void left_close(struct vm_area_struct *vma)
{
	struct left *left = vma->vm_private_data;

	if (!left)
		return;
	kfree(left);
}
static const struct vm_operations_struct left_ops = { .open = left_open, .close = left_close };

static void none_open(struct vm_area_struct *vma)
{
	struct none *none = kmalloc(sizeof(*none), GFP_KERNEL);

	if (!none)
		return;
/*              ^^^^^^^ warning[close-without-open]: open handler none_open() leaves here with the vm_private_data of
 * the VMA that was copied, which it replaces on another way: close frees it for each (none_free()), and the second
 * VMA still uses it; set vm_private_data to NULL
 */
	none->vma = vma;
	vma->vm_private_data = none;
}
static void none_free(struct none *none)
{
	kfree(none->name);
	kfree(none);
}
static void none_close(struct vm_area_struct *vma)
{
	if (vma->vm_private_data)
		none_free(vma->vm_private_data);
}
static const struct vm_operations_struct none_ops = { .open = none_open, .close = none_close };

/* NULL stays on each other way. */
static void null_open(struct vm_area_struct *vma)
{
	struct left *left = vma->vm_private_data;
	struct left *copy;

	if (!left)
		return;
	vma->vm_private_data = NULL;
	if (!left->owner)
		return;
	copy = kzalloc(sizeof(*copy), GFP_KERNEL);
	if (copy)
		vma->vm_private_data = copy;
}
static const struct vm_operations_struct null_ops = { .open = null_open, .close = left_close };

/* A record that is shared is counted. */
static void either_open(struct vm_area_struct *vma)
{
	struct either *either = vma->vm_private_data;

	if (either->shared) {
		refcount_inc(&either->users);
		return;
	}
	either = kzalloc(sizeof(*either), GFP_KERNEL);
	vma->vm_private_data = either;
}
static void either_close(struct vm_area_struct *vma)
{
	struct either *either = vma->vm_private_data;

	if (either && refcount_dec_and_test(&either->users))
		kfree(either);
}
static const struct vm_operations_struct either_ops = { .open = either_open, .close = either_close };

/* An opaque callee may do either. */
static void opaque_open(struct vm_area_struct *vma)
{
	struct left *copy = kzalloc(sizeof(*copy), GFP_KERNEL);

	if (!copy) {
		left_without(vma);
		return;
	}
	vma->vm_private_data = copy;
}
static const struct vm_operations_struct opaque_ops = { .open = opaque_open, .close = left_close };

/* Both leave on the same test, whose answer the copy shares. */
static void boxed_open(struct vm_area_struct *vma)
{
	struct left *copy;

	if (!vma->vm_file)
		return;
/*              ^^^^^^^ warning[close-without-open]: open handler boxed_open() leaves here with the vm_private_data of
 * the VMA that was copied, which it replaces on another way: close frees it for each (kfree()), and the second VMA
 * still uses it; set vm_private_data to NULL
 */
	copy = kzalloc(sizeof(*copy), GFP_KERNEL);
	vma->vm_private_data = copy;
}
static void boxed_close(struct vm_area_struct *vma)
{
	if (!vma->vm_file)
		return;
	kfree(vma->vm_private_data);
}
static const struct vm_operations_struct boxed_ops = { .open = boxed_open, .close = boxed_close };

/* Where close does not ask, the open above leaves it to be freed twice. */
static void unasked_close(struct vm_area_struct *vma)
{
	kfree(vma->vm_private_data);
}
static const struct vm_operations_struct unasked_ops = { .open = boxed_open, .close = unasked_close };
