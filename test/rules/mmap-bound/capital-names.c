/* release: 3.10 */
#include <linux/fs.h>
#include <linux/mm.h>

/* Drivers that came from another system name their functions so. */
static int Plx_MapBar(struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff,
			       vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

int Dispatch_mmap(struct file  *filp, struct vm_area_struct  *vma)
{
	return Plx_MapBar(vma);
/*             ^^^^^^^^^^^^^^^ warning[mmap-bound]: remap_pfn_range() maps whatever page frame user space names in
 * vm_pgoff: nothing bounds it, so any memory of the machine can be mapped; return -EINVAL for what does not belong to
 * the device
 */
}

static struct file_operations Ops;

void Driver_Init(void)
{
	Ops.mmap = Dispatch_mmap;
	register_chrdev(0, "plx", &Ops);
}
