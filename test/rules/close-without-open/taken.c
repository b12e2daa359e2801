/* release: 4.4 6.12 */
/* mmap takes what close gives back, and open forgets it beside another. */
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
/*          ^^^^^^^^^^ warning[close-without-open]: open handler shmem_open() takes nothing for what close handler
 * shmem_close() gives back (shmem->pages_used--): core calls open for a copy of the VMA, which a fork, a split or
 * mremap() makes, and close for each; take a reference in open
 */
{
	struct shmem *shmem = to_shmem(vma->vm_private_data);

	mutex_lock(&shmem->lock);
	WARN_ON_ONCE(!shmem->pages_used);
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

/* A copy gets a record of its own, which names the same object. */
static void record_init(struct record *record, struct vm_area_struct *vma, struct entry *entry)
{
	record->vma = vma;
	record->entry = entry;
	vma->vm_private_data = record;
}
static void record_open(struct vm_area_struct *vma)
/*          ^^^^^^^^^^^ warning[close-without-open]: open handler record_open() takes nothing for what close handler
 * record_close() gives back (kref_put()): core calls open for a copy of the VMA, which a fork, a split or mremap()
 * makes, and close for each; take a reference in open
 */
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
