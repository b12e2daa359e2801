/* expect: none */
/* release: 4.4 6.12 */
/* open takes both of what close gives back. */
#define to_shmem(o) container_of(o, struct shmem, base)

static void pages_put(struct shmem *shmem)
{
	if (WARN_ON_ONCE(!shmem->pages_used))
		return;
	if (--shmem->pages_used > 0)
		return;
	pages_free(shmem->pages);
}
static void shmem_open(struct vm_area_struct *vma)
{
	struct shmem *shmem = to_shmem(vma->vm_private_data);

	mutex_lock(&shmem->lock);
	if (!WARN_ON_ONCE(!shmem->pages_used))
		shmem->pages_used++;
	mutex_unlock(&shmem->lock);
	drm_gem_vm_open(vma);
}
static void shmem_close(struct vm_area_struct *vma)
{
	struct shmem *shmem = to_shmem(vma->vm_private_data);

	mutex_lock(&shmem->lock);
	pages_put(shmem);
	mutex_unlock(&shmem->lock);
	drm_gem_vm_close(vma);
}
const struct vm_operations_struct shmem_ops = { .open = shmem_open, .close = shmem_close };

/* A copy gets a record of its own, which has a reference of its own. */
static void record_init(struct record *record, struct vm_area_struct *vma, struct entry *entry)
{
	record->vma = vma;
	if (entry) {
		kref_get(&entry->ref);
		record->entry = entry;
	}
	vma->vm_private_data = record;
}
static void record_open(struct vm_area_struct *vma)
{
	struct record *old = vma->vm_private_data;
	struct record *record = kzalloc(sizeof(*record), GFP_KERNEL);

	if (!record) {
		vma->vm_private_data = NULL;
		return;
	}
	record_init(record, vma, old->entry);
}
static void record_close(struct vm_area_struct *vma)
{
	struct record *record = vma->vm_private_data;

	if (!record)
		return;
	if (record->entry)
		kref_put(&record->entry->ref, entry_free);
	kfree(record);
}
const struct vm_operations_struct record_ops = { .open = record_open, .close = record_close };

/* The copy has nothing that close would give back. */
static void lone_open(struct vm_area_struct *vma)
{
	struct record *record = kzalloc(sizeof(*record), GFP_KERNEL);

	vma->vm_private_data = record;
}
const struct vm_operations_struct lone_ops = { .open = lone_open, .close = record_close };

/* Only the last user gives back what stands in the record. */
static void last_open(struct vm_area_struct *vma)
{
	struct record *record = vma->vm_private_data;

	refcount_inc(&record->users);
}
static void last_close(struct vm_area_struct *vma)
{
	struct record *record = vma->vm_private_data;

	if (!refcount_dec_and_test(&record->users))
		return;
	entry_put(record->entry);
	kfree(record);
}
const struct vm_operations_struct last_ops = { .open = last_open, .close = last_close };
