/* release: 6.12 4.14 */
static void plain_close(struct vm_area_struct *vma)
{
}
static const struct vm_operations_struct plain_ops = { .close = plain_close };

/* 1 where it has mapped, 0 where it is none of the rings: then it has compared nothing. */
static int ring_mmap(struct card *card, struct vm_area_struct *vma)
{
	unsigned long len = vma->vm_end - vma->vm_start;
	unsigned long size;

	if (vma->vm_pgoff == card->rx_token)
		size = card->rx_bytes;
	else if (vma->vm_pgoff == card->tx_token)
		size = card->tx_bytes;
	else
		return 0;
	if (len > size)
		return -EINVAL;
	vma->vm_ops = &plain_ops;
	return 1;
}

static int card_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct card *card = file->private_data;
	int ret = ring_mmap(card, vma);

	if (ret)
		return ret < 0 ? ret : 0;
	if (vma->vm_pgoff != card->register_token)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, card->pfn, vma->vm_end - vma->vm_start,
/*             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-bound]: the length
 * of what io_remap_pfn_range() maps is never bounds-checked: user space maps what lies past the
 * object; return -EINVAL where it is too large
 */
				  vma->vm_page_prot);
}
static const struct file_operations card_fops = { .mmap = card_mmap };

/* It says 0 for what fits as well: on which way it said so is not known. */
static int fits(struct card *card, struct vm_area_struct *vma)
{
	if (card->is_virtual)
		return 0;
	if (vma->vm_end - vma->vm_start > card->bytes)
		return -EINVAL;
	return 0;
}

static int fitting_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct card *card = file->private_data;
	int ret = fits(card, vma);

	if (ret)
		return ret;
	vma->vm_ops = &plain_ops;
	return io_remap_pfn_range(vma, vma->vm_start, card->pfn, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static const struct file_operations fitting_fops = { .mmap = fitting_mmap };

/* The length is compared on the way to 0, too. */
static int bounded_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct card *card = file->private_data;
	int ret = ring_mmap(card, vma);

	if (ret)
		return ret < 0 ? ret : 0;
	if (vma->vm_pgoff != card->register_token || vma->vm_end - vma->vm_start > card->register_bytes)
		return -EINVAL;
	return io_remap_pfn_range(vma, vma->vm_start, card->pfn, vma->vm_end - vma->vm_start,
				  vma->vm_page_prot);
}
static const struct file_operations bounded_fops = { .mmap = bounded_mmap };
