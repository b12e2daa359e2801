/* release: 6.12 5.10 */
struct door {
	struct rdma_user_mmap_entry entry;
	u64 address;
	u8 kind;
};

/* rdma_user_mmap_io() counts the entry by itself, so that what was looked up is never put. */
static int door_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry = rdma_user_mmap_entry_get(context, vma);
	struct door *door;

	if (!entry)
		return -EINVAL;
	door = container_of(entry, struct door, entry);
	return rdma_user_mmap_io(context, vma, PFN_DOWN(door->address), PAGE_SIZE, vma->vm_page_prot, entry);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]:
 * door_mmap() returns here and keeps what rdma_user_mmap_entry_get() took: nothing else leads to it, so it is lost
 * for good; give it back before this return
 */
}
static const struct ib_device_ops door_ops = { .mmap = door_mmap };

static int kinds_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry;
	struct door *door;
	int ret;

	entry = rdma_user_mmap_entry_get_pgoff(context, vma->vm_pgoff);
	if (!entry)
		return -EINVAL;
	door = container_of(entry, struct door, entry);
	switch (door->kind) {
	case 0:
		ret = rdma_user_mmap_io(context, vma, PFN_DOWN(door->address), PAGE_SIZE,
					pgprot_writecombine(vma->vm_page_prot), entry);
		break;
	case 1:
		ret = rdma_user_mmap_io(context, vma, PFN_DOWN(door->address), PAGE_SIZE,
					pgprot_noncached(vma->vm_page_prot), entry);
		break;
	default:
		ret = -EINVAL;
	}
	return ret;
/*      ^^^^^^^^^^^ warning[resource-leak]: kinds_mmap() returns here and keeps what rdma_user_mmap_entry_get_pgoff()
 * took: nothing else leads to it, so it is lost for good; give it back before this return
 */
}
static const struct ib_device_ops kinds_ops = { .mmap = kinds_mmap };

static int pages_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry = rdma_user_mmap_entry_get(context, vma);
	struct door *door;

	if (!entry)
		return -EINVAL;
	door = container_of(entry, struct door, entry);
	return vm_insert_page(vma, vma->vm_start, virt_to_page((void *)door->address));
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]:
 * pages_mmap() returns here and keeps what rdma_user_mmap_entry_get() took: nothing else leads to it, so it is lost
 * for good; give it back before this return
 */
}
static const struct ib_device_ops pages_ops = { .mmap = pages_mmap };

/* It is put, the entry or what is around it; */
static int shut_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry = rdma_user_mmap_entry_get(context, vma);
	struct door *door;
	int ret;

	if (!entry)
		return -EINVAL;
	door = container_of(entry, struct door, entry);
	ret = rdma_user_mmap_io(context, vma, PFN_DOWN(door->address), PAGE_SIZE, vma->vm_page_prot, entry);
	rdma_user_mmap_entry_put(&door->entry);
	return ret;
}
static const struct ib_device_ops shut_ops = { .mmap = shut_mmap };

/* it hangs on the mapping; */
static int hung_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry = rdma_user_mmap_entry_get(context, vma);

	if (!entry)
		return -EINVAL;
	vma->vm_private_data = entry;
	return 0;
}
static const struct ib_device_ops hung_ops = { .mmap = hung_mmap };

/* or a function of the driver is handed it. */
static int handed_mmap(struct ib_ucontext *context, struct vm_area_struct *vma)
{
	struct rdma_user_mmap_entry *entry = rdma_user_mmap_entry_get(context, vma);

	if (!entry)
		return -EINVAL;
	return door_open(context, vma, entry);
}
static const struct ib_device_ops handed_ops = { .mmap = handed_mmap };
