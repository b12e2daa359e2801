/* release: 6.12 */
/* The name of the flag stands in no text: macros of the driver paste it together. */
#define FOO_ACCESS_READ 1
#define FOO_ACCESS_WRITE 2

static int foo_put(struct foo *foo, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, foo->pfn, PAGE_SIZE, vma->vm_page_prot);
}

#define foo_denies(foo, vma, what) \
	(!((foo)->flags & FOO_ACCESS_##what) && ((vma)->vm_flags & VM_##what))

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo_denies(foo, vma, WRITE))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: foo_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
		return -EINVAL;
	return foo_put(foo, vma);
}

static int cleared_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo_denies(foo, vma, WRITE))
		return -EINVAL;
	if (!(foo->flags & FOO_ACCESS_WRITE))
		vm_flags_clear(vma, VM_MAYWRITE);
	return foo_put(foo, vma);
}

static int read_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	if (foo_denies(foo, vma, READ))
		return -EINVAL;
	return foo_put(foo, vma);
}

#define foo_may_not(what) (vma->vm_flags & VM_ ## what)

static int bar_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (foo_may_not(WRITE))
/*          ^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: bar_mmap() refuses VM_WRITE, but the mapping keeps VM_MAYWRITE:
 * mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return foo_put(file->private_data, vma);
}

#define foo_refuse(foo, vma, what) do { \
	if (!((foo)->flags & FOO_ACCESS_##what) && (vma)->vm_flags & VM_##what) \
		return -EPERM; \
} while (0)
#define foo_take(vma, what) vm_flags_clear(vma, VM_MAY##what)

static int baz_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	foo_refuse(foo, vma, WRITE);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: baz_mmap() refuses VM_WRITE under a condition, but the
 * mapping keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 * under the same condition
 */
	return foo_put(foo, vma);
}

static int taken_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct foo *foo = file->private_data;

	foo_refuse(foo, vma, WRITE);
	if (!(foo->flags & FOO_ACCESS_WRITE))
		foo_take(vma, WRITE);
	return foo_put(foo, vma);
}

static const struct file_operations foo_fops = { .mmap = foo_mmap };
static const struct file_operations cleared_fops = { .mmap = cleared_mmap };
static const struct file_operations read_fops = { .mmap = read_mmap };
static const struct file_operations bar_fops = { .mmap = bar_mmap };
static const struct file_operations baz_fops = { .mmap = baz_mmap };
static const struct file_operations taken_fops = { .mmap = taken_mmap };
