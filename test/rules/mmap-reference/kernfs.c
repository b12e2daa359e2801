/* release: 6.12 4.19 */
/* kernfs cannot wrap close, and refuses a table that has it. */
static vm_fault_t area_fault(struct vm_fault *vmf)
{
	return VM_FAULT_SIGBUS;
}
static void area_open(struct vm_area_struct *vma)
{
	area_get(vma->vm_private_data);
}
static void area_close(struct vm_area_struct *vma)
{
	area_put(vma->vm_private_data);
}
static const struct vm_operations_struct close_ops = {
	.open = area_open,
	.close = area_close,
	.fault = area_fault,
};
static const struct vm_operations_struct plain_ops = { .fault = area_fault };

static int attr_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		     struct vm_area_struct *vma)
{
	vma->vm_private_data = attr->private;
	area_get(attr->private);
	vma->vm_ops = &close_ops;
	return 0;
/*      ^^^^^^^^^ warning[mmap-reference]: attr_mmap() installs close_ops, which has close: kernfs refuses such a
 * table after bin_attribute.mmap has made the mapping, so each mmap() fails with -EINVAL and keeps what was taken for
 * it; leave close out
 */
}
static const struct bin_attribute attr = { .mmap = attr_mmap };

/* The struct is told by what the function is handed. */
static int stored_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		       struct vm_area_struct *vma)
{
	vma->vm_private_data = attr->private;
	area_get(attr->private);
	vma->vm_ops = &close_ops;
	return 0;
/*      ^^^^^^^^^ warning[mmap-reference]: stored_mmap() installs close_ops, which has close: kernfs refuses such a
 * table after bin_attribute.mmap has made the mapping, so each mmap() fails with -EINVAL and keeps what was taken for
 * it; leave close out
 */
}
static void stored_init(struct area *area)
{
	area->info->attr.mmap = stored_mmap;
}

static int node_mmap(struct kernfs_open_file *of, struct vm_area_struct *vma)
{
	vma->vm_private_data = of->priv;
	area_get(of->priv);
	vma->vm_ops = &close_ops;
	return 0;
/*      ^^^^^^^^^ warning[mmap-reference]: node_mmap() installs close_ops, which has close: kernfs refuses such a
 * table after kernfs_ops.mmap has made the mapping, so each mmap() fails with -EINVAL and keeps what was taken for
 * it; leave close out
 */
}
static const struct kernfs_ops node_ops = { .mmap = node_mmap };

static int plain_mmap(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		      struct vm_area_struct *vma)
{
	vma->vm_private_data = attr->private;
	vma->vm_ops = &plain_ops;
	return 0;
}
static const struct bin_attribute plain = { .mmap = plain_mmap };

static int file_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_private_data = file->private_data;
	area_get(file->private_data);
	vma->vm_ops = &close_ops;
	return 0;
}
static const struct file_operations file_fops = { .mmap = file_mmap };
