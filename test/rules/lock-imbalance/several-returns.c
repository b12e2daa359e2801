/* release: 6.12 4.19 */
struct port {
	struct mutex lock;
	struct page *dead_page;
	unsigned long pfn;
	int state;
	int has_dead_page;
	int tries;
};

/* One unlock is missing, and three returns lie behind the place. */
static vm_fault_t port_fault(struct vm_fault *vmf)
{
	struct port *port = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&port->lock);
	if (port->state != 3) {
		if (port->has_dead_page) {
			if (!port->dead_page)
				return VM_FAULT_OOM;
/*                              ^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler port_fault() returns with
 * &port->lock still held: the next task that takes it hangs; release it on this path too
 */
			get_page(port->dead_page);
			vmf->page = port->dead_page;
			return 0;
		}
		return VM_FAULT_SIGBUS;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, port->pfn);
	mutex_unlock(&port->lock);
	return ret;
}

/* Two branches that each forgot it. */
static vm_fault_t port_twice_fault(struct vm_fault *vmf)
{
	struct port *port = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&port->lock);
	if (port->state != 3)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler port_twice_fault() returns with
 * &port->lock still held: the next task that takes it hangs; release it on this path too
 */
	if (port->tries > 5)
		return VM_FAULT_OOM;
/*              ^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler port_twice_fault() returns with
 * &port->lock still held: the next task that takes it hangs; release it on this path too
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, port->pfn);
	mutex_unlock(&port->lock);
	return ret;
}

/* No way gives it back. */
static vm_fault_t port_never_fault(struct vm_fault *vmf)
{
	struct port *port = vmf->vma->vm_private_data;

	mutex_lock(&port->lock);
	if (port->state != 3)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler port_never_fault() returns with
 * &port->lock still held: the next task that takes it hangs; release it on this path too
 */
	return vmf_insert_pfn(vmf->vma, vmf->address, port->pfn);
}

/* Each gives it back. */
static vm_fault_t port_clean_fault(struct vm_fault *vmf)
{
	struct port *port = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&port->lock);
	if (port->state != 3) {
		mutex_unlock(&port->lock);
		if (port->has_dead_page)
			return VM_FAULT_OOM;
		return VM_FAULT_SIGBUS;
	}
	ret = vmf_insert_pfn(vmf->vma, vmf->address, port->pfn);
	mutex_unlock(&port->lock);
	return ret;
}

static const struct vm_operations_struct port_ops = { .fault = port_fault };
static const struct vm_operations_struct port_twice_ops = { .fault = port_twice_fault };
static const struct vm_operations_struct port_never_ops = { .fault = port_never_fault };
static const struct vm_operations_struct port_clean_ops = { .fault = port_clean_fault };

/* The same where a file is mapped. */
static int port_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct port *port = file->private_data;
	int ret;

	mutex_lock(&port->lock);
	if (port->state != 3) {
		if (port->has_dead_page)
			return -ENXIO;
/*                      ^^^^^^^^^^^^^^ warning[lock-imbalance]: mmap function port_mmap() returns with &port->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
		return -EIO;
	}
	ret = vm_insert_page(vma, vma->vm_start, port->dead_page);
	mutex_unlock(&port->lock);
	return ret;
}

static const struct file_operations port_fops = { .mmap = port_mmap };
