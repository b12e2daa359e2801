/* release: 3.18 4.4 */
static void sem_map_pages(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	struct foo *foo = vma->vm_private_data;

	down_read(&foo->sem);
/*	^^^^^^^^^^^^^^^^^^^^ error[sleep-in-atomic-op]: map_pages handler sem_map_pages() calls
 * down_read(), and down_read() may sleep: core calls map_pages with the page table lock held; try without
 * waiting, and leave the rest to fault by returning 0 */
	filemap_map_pages(vma, vmf);
	up_read(&foo->sem);
}
static const struct vm_operations_struct sem_ops = { .map_pages = sem_map_pages };
