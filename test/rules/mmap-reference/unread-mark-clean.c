/* release: 6.12 */
/* expect: none */
/* It is asked before the pages are replaced. */
struct reel { struct mutex lock; struct page **pages; char mapped; };
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = file->private_data;

	reel->mapped = 1;
	vma->vm_private_data = reel;
	vma->vm_ops = &reel_vm_ops;
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };
static long reel_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct reel *reel = file->private_data;

	if (reel->mapped)
		return -EBUSY;
	return reel_resize(reel, arg);
}

/* A macro asks. */
struct coil { struct page **pages; bool is_mapped; };
#define coil_busy(coil) ((coil)->is_mapped)
static int coil_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct coil *coil = file->private_data;

	coil->is_mapped = true;
	vma->vm_private_data = coil;
	vma->vm_ops = &coil_vm_ops;
	return 0;
}
static const struct file_operations coil_fops = { .mmap = coil_mmap };

/* Its address goes elsewhere. */
struct bolt { struct page **pages; int in_use; };
static int bolt_open(struct inode *inode, struct file *file)
{
	struct bolt *bolt = bolt_of(inode);

	bolt_watch(&bolt->in_use);
	file->private_data = bolt;
	return 0;
}
static int bolt_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct bolt *bolt = file->private_data;

	bolt->in_use = 1;
	vma->vm_private_data = bolt;
	vma->vm_ops = &bolt_vm_ops;
	return 0;
}
static const struct file_operations bolt_fops = { .open = bolt_open, .mmap = bolt_mmap };

/* The struct is of a header: others may ask. */
static int rod_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct rod *rod = file->private_data;

	rod->mapped_once = 1;
	vma->vm_private_data = rod;
	vma->vm_ops = &rod_vm_ops;
	return 0;
}
static const struct file_operations rod_fops = { .mmap = rod_mmap };

/* New memory, of this mapping alone. */
struct pin { struct page **pages; int is_new; };
static int pin_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct pin *pin = kzalloc(sizeof(*pin), GFP_KERNEL);

	if (!pin)
		return -ENOMEM;
	pin->is_new = 1;
	vma->vm_private_data = pin;
	vma->vm_ops = &pin_vm_ops;
	return 0;
}
static const struct file_operations pin_fops = { .mmap = pin_mmap };

/* What is worked out before the mapping is made is no mark: a shift, and that the buffer is there. */
struct dock { void *raw; unsigned int shift; int made; int order; };
static int dock_prepare(struct dock *dock)
{
	dock->raw = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, dock->order);
	if (!dock->raw)
		return -ENOMEM;
	if (dock->order == 4)
		dock->shift = 2;
	else
		dock->shift = 5;
	dock->made = 1;
	return 0;
}
static int dock_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct dock *dock = file->private_data;
	int ret = dock_prepare(dock);

	if (ret)
		return ret;
	vma->vm_private_data = dock;
	vma->vm_ops = &dock_vm_ops;
	return 0;
}
static const struct file_operations dock_fops = { .mmap = dock_mmap };

/* It says which of several: no mark. */
struct quay { void *raw; int kind; };
static int quay_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct quay *quay = file->private_data;

	if (vma->vm_pgoff)
		quay->kind = 2;
	else
		quay->kind = 1;
	vma->vm_private_data = quay;
	vma->vm_ops = &quay_vm_ops;
	return 0;
}
static const struct file_operations quay_fops = { .mmap = quay_mmap };
