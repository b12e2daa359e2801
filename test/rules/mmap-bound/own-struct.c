/* release: 6.12 */
/* A call through a member of a struct of the module's own means the functions of that struct, however many. */
struct mem { unsigned long frame; size_t bytes; int kind; };
struct stream { struct mem *mem; int kind; };

struct mem_ops { int (*mmap)(struct mem *mem, struct vm_area_struct *vma); };
struct stream_ops { int (*mmap)(struct stream *stream, struct vm_area_struct *vma); };

static int mem_map_whole(struct mem *mem, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, mem->frame, mem->bytes, vma->vm_page_prot);
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]:
 * remap_pfn_range() maps mem->bytes bytes, whatever the length of the mapping is: past vm_end it writes page
 * table entries of another mapping; return -EINVAL where the mapping is too short
 */
}
static int mem_map_asked(struct mem *mem, struct vm_area_struct *vma)
{
	return remap_pfn_range(vma, vma->vm_start, mem->frame, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
static int mem_map_a(struct mem *mem, struct vm_area_struct *vma) { return dma_mmap_wc(dev, vma, mem, mem->frame, mem->bytes); }
static int mem_map_b(struct mem *mem, struct vm_area_struct *vma) { return dma_mmap_coherent(dev, vma, mem, mem->frame, mem->bytes); }
static int mem_map_c(struct mem *mem, struct vm_area_struct *vma) { return remap_vmalloc_range(vma, mem, 0); }
static int mem_map_d(struct mem *mem, struct vm_area_struct *vma) { return -ENXIO; }
static int stream_map(struct stream *stream, struct vm_area_struct *vma) { return remap_vmalloc_range(vma, stream->mem, 0); }

static const struct mem_ops whole_ops = { .mmap = mem_map_whole };
static const struct mem_ops asked_ops = { .mmap = mem_map_asked };
static const struct mem_ops a_ops = { .mmap = mem_map_a };
static const struct mem_ops b_ops = { .mmap = mem_map_b };
static const struct mem_ops c_ops = { .mmap = mem_map_c };
static const struct mem_ops d_ops = { .mmap = mem_map_d };
static const struct stream_ops soft_ops = { .mmap = stream_map };

static const struct mem_ops *mem_kinds[] = { &whole_ops, &asked_ops, &a_ops, &b_ops, &c_ops, &d_ops };

static int mem_mmap(struct mem *mem, struct vm_area_struct *vma)
{
	const struct mem_ops *ops = mem_kinds[mem->kind];

	return ops->mmap(mem, vma);
}

static int stream_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stream *stream = file->private_data;
	size_t size = vma->vm_end - vma->vm_start;
	unsigned long offset = vma->vm_pgoff << PAGE_SHIFT;

	if (size > stream->mem->bytes || offset > stream->mem->bytes - size)
		return -EINVAL;
	return mem_mmap(stream->mem, vma);
}
static const struct file_operations stream_fops = { .mmap = stream_mmap };
