/* release: 6.12 6.3 */
/* No table is installed: what maps is called through some struct all the same. */
static int counter_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_end - vma->vm_start != PAGE_SIZE || vma->vm_pgoff)
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: counter_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return remap_pfn_range(vma, vma->vm_start, counter_pfn, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations counter_fops = { .mmap = counter_mmap };

static int log_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: log_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return remap_vmalloc_range(vma, log_buffer, vma->vm_pgoff);
}
static const struct proc_ops log_proc_ops = { .proc_mmap = log_mmap };

static int blob_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		     struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_EXEC))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: blob_mmap() refuses VM_WRITE, but the mapping
 * keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_iomap_memory(vma, blob_start, blob_size);
}
static struct bin_attribute blob_attr = { .size = 4096, .mmap = blob_mmap };

static int capture_mmap(struct snd_pcm_substream *substream, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: capture_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EINVAL;
	return vm_iomap_memory(vma, substream->dma_buffer.addr, substream->dma_buffer.bytes);
}
static const struct snd_pcm_ops capture_ops = { .mmap = capture_mmap };

/* A store to the member is as good as an initializer. */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
/*          ^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: late_mmap() refuses VM_WRITE, but the mapping keeps
 * VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	return vm_iomap_memory(vma, late_start, late_size);
}
static void late_init(struct file_operations *fops)
{
	fops->mmap = late_mmap;
}

/* Read-only for good. */
static int rdonly_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE);
	return remap_vmalloc_range(vma, rdonly_buffer, 0);
}
static const struct file_operations rdonly_fops = { .mmap = rdonly_mmap };

/* The struct is the driver's own: its caller may have the other half. */
struct engine_ops {
	int (*mmap)(struct engine *engine, struct vm_area_struct *vma);
};
static int engine_mmap(struct engine *engine, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return vm_iomap_memory(vma, engine->start, engine->size);
}
static const struct engine_ops engine_ops = { .mmap = engine_mmap };

/* mmap of a protocol, whose table may stand in another file. Not told of pfn_mkwrite beside: it wants no writes. */
static const struct vm_operations_struct wire_vm_ops = {};
int wire_mmap(struct file *file, struct socket *sock, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_EXEC))
/*          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[maywrite-kept]: wire_mmap() refuses VM_WRITE, but the mapping
 * keeps VM_MAYWRITE: mprotect() makes it writable afterwards without asking the driver; clear VM_MAYWRITE
 */
		return -EPERM;
	vm_flags_clear(vma, VM_MAYEXEC);
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &wire_vm_ops;
	return 0;
}

static const struct vm_operations_struct line_vm_ops = {};
int line_mmap(struct file *file, struct socket *sock, struct vm_area_struct *vma)
{
	if (vma->vm_flags & (VM_WRITE | VM_EXEC))
		return -EPERM;
	vm_flags_clear(vma, VM_MAYWRITE | VM_MAYEXEC);
	vm_flags_set(vma, VM_MIXEDMAP);
	vma->vm_ops = &line_vm_ops;
	return 0;
}
