/* release: 6.12 */
/* open hands something to a function of another file, which knows the struct, or is handed the counter. */
/* file: kernel/foo/ring.h */
struct ring;
struct array {
	spinlock_t lock;
	unsigned int mapped;
	struct ring *ring;
};
int ring_map(struct ring *ring, int cpu, struct vm_area_struct *vma);
void ring_map_dup(struct ring *ring, int cpu);
void ring_unmap(struct ring *ring, int cpu);
/* file: kernel/foo/ring.c */
#include "ring.h"
struct ring {
	struct array *array;
	struct mutex lock;
	struct cpumask *mask;
	unsigned int user_mapped[8];
};
void ring_map_dup(struct ring *ring, int cpu)
{
	if (!cpumask_test_cpu(cpu, ring->mask))
		return;
	mutex_lock(&ring->lock);
	ring_account(ring, cpu, true);
	array_count(ring->array, true);
	mutex_unlock(&ring->lock);
}
void ring_unmap(struct ring *ring, int cpu)
{
	mutex_lock(&ring->lock);
	ring_account(ring, cpu, false);
	mutex_unlock(&ring->lock);
}
int ring_map(struct ring *ring, int cpu, struct vm_area_struct *vma)
{
	vm_flags_mod(vma, VM_MIXEDMAP | VM_DONTCOPY | VM_DONTEXPAND, VM_MAYWRITE);
	return ring_insert(ring, cpu, vma);
}
/* file: kernel/foo/trace.c */
#include "ring.h"
static int array_get_map(struct array *array)
{
	int err = 0;

	spin_lock(&array->lock);
	if (array->mapped == UINT_MAX)
		err = -EBUSY;
	else
		array->mapped++;
	spin_unlock(&array->lock);
	return err;
}
static void array_put_map(struct array *array)
{
	spin_lock(&array->lock);
	if (!WARN_ON(!array->mapped))
		array->mapped--;
	spin_unlock(&array->lock);
}
static void trace_vm_open(struct vm_area_struct *vma)
{
	struct array *array = vma->vm_file->private_data;

	ring_map_dup(array->ring, 0);
}
static void trace_vm_close(struct vm_area_struct *vma)
{
	struct array *array = vma->vm_file->private_data;

	ring_unmap(array->ring, 0);
	array_put_map(array);
}
static const struct vm_operations_struct trace_vm_ops = { .open = trace_vm_open, .close = trace_vm_close };
static int trace_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct array *array = file->private_data;
	int err = array_get_map(array);

	if (err)
		return err;
	err = ring_map(array->ring, 0, vma);
	if (err)
		array_put_map(array);
	vma->vm_ops = &trace_vm_ops;
	return err;
}
static const struct file_operations trace_fops = { .mmap = trace_mmap };

static void named_vm_open(struct vm_area_struct *vma)
{
	struct array *array = vma->vm_file->private_data;

	count_one_more(&array->mapped);
}
static const struct vm_operations_struct named_vm_ops = { .open = named_vm_open, .close = trace_vm_close };
static int named_mmap(struct file *file, struct vm_area_struct *vma)
{
	int err = array_get_map(file->private_data);

	if (err)
		return err;
	vma->vm_ops = &named_vm_ops;
	return 0;
}
static const struct file_operations named_fops = { .mmap = named_mmap };
/* expect: none */
