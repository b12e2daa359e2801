/* file: mm/nommu.c */
/* expect: none */
/* Without an MMU a bound would keep nobody from anything. */
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len)
{
	unsigned long pfn = (start >> PAGE_SHIFT) + vma->vm_pgoff;

	return io_remap_pfn_range(vma, vma->vm_start, pfn, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}
/* file: sound/core/pcm_native.c */
/* snd_pcm_mmap_data() has held both against the buffer. */
int snd_pcm_lib_mmap_iomem(struct snd_pcm_substream *substream, struct vm_area_struct *area)
{
	unsigned long offset = area->vm_pgoff << PAGE_SHIFT;

	return io_remap_pfn_range(area, area->vm_start, (substream->runtime->dma_addr + offset) >> PAGE_SHIFT,
				  area->vm_end - area->vm_start, area->vm_page_prot);
}
