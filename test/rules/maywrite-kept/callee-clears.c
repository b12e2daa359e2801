/* release: 5.0 */
/* expect: none */
/* The callee refuses and clears under one condition, and its caller goes on with what is left of its ways. */
struct foo_obj { bool readonly; void *memory; unsigned long size; };

struct foo_obj *foo_find(struct file *file, unsigned long offset);
void foo_put(struct foo_obj *obj);

int foo_map(struct file *file, struct vm_area_struct *vma)
{
	struct foo_obj *obj = foo_find(file, vma->vm_pgoff);
	int ret;

	if (!obj)
		return -EINVAL;
	if (obj->readonly) {
		if (vma->vm_flags & VM_WRITE) {
			foo_put(obj);
			return -EINVAL;
		}
		vma->vm_flags &= ~VM_MAYWRITE;
	}
	ret = foo_install(obj, obj->size, vma);
	foo_put(obj);
	return ret;
}

static int foo_mmap(struct file *file, struct vm_area_struct *vma)
{
	int ret = foo_map(file, vma);

	if (ret)
		return ret;
	vma->vm_flags &= ~VM_PFNMAP;
	vma->vm_pgoff = 0;
	return foo_remap(vma->vm_private_data, vma);
}
static const struct file_operations foo_fops = { .mmap = foo_mmap };
