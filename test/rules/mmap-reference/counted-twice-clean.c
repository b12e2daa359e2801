/* release: 6.12 6.1 */
/* expect: none */
static void part_open(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	part->users++;
}
static void part_close(struct vm_area_struct *vma)
{
	struct part *part = vma->vm_private_data;

	if (--part->users == 0)
		kfree(part);
}
static const struct vm_operations_struct part_ops = { .open = part_open, .close = part_close };
static int one_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = kzalloc(sizeof(*part), GFP_KERNEL);

	if (!part)
		return -ENOMEM;
	part->users = 1;
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations one_fops = { .mmap = one_mmap };
static int none_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct part *part = kzalloc(sizeof(*part), GFP_KERNEL);

	if (!part)
		return -ENOMEM;
	part->users = 0;
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	part_open(vma);
	return 0;
}
static const struct file_operations none_fops = { .mmap = none_mmap };

/* Where the device gives it back is out of sight. */
static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;
	struct part *part = kzalloc(sizeof(*part), GFP_KERNEL);

	if (!part)
		return -ENOMEM;
	part->users = 2;
	dev->part = part;
	vma->vm_private_data = part;
	vma->vm_ops = &part_ops;
	return 0;
}
static const struct file_operations kept_fops = { .mmap = kept_mmap };

/* The second user is the device, which gives it back when it goes. */
static void ring_open(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	kref_get(&ring->kref);
}
static void ring_close(struct vm_area_struct *vma)
{
	struct ring *ring = vma->vm_private_data;

	kref_put(&ring->kref, ring_free);
}
static const struct vm_operations_struct ring_ops = { .open = ring_open, .close = ring_close };
static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dev *dev = file->private_data;
	struct ring *ring = kzalloc(sizeof(*ring), GFP_KERNEL);

	if (!ring)
		return -ENOMEM;
	kref_init(&ring->kref);
	dev->ring = ring;
	vma->vm_private_data = ring;
	vma->vm_ops = &ring_ops;
	ring_open(vma);
	return 0;
}
static int ring_release(struct inode *inode, struct file *file)
{
	struct dev *dev = file->private_data;

	kref_put(&dev->ring->kref, ring_free);
	return 0;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap, .release = ring_release };
