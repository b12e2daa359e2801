/* release: 6.12 6.1 */
/* unresolved: 2 */
/* What a call returns when it has taken something is told by where that is given back. */
struct node { atomic_t active; unsigned long pfn; };
struct gate { struct node *node; struct list_head nodes; };

struct node *node_get_active(struct node *node)
{
	if (!node || !atomic_inc_unless_negative(&node->active))
		return NULL;
	return node;
}

/* NULL is what it returns when it has taken nothing. */
static vm_fault_t clean_fault(struct vm_fault *vmf)
{
	struct node *node = vmf->vma->vm_file->private_data;
	vm_fault_t ret;

	if (!node_get_active(node))
		return VM_FAULT_SIGBUS;
	ret = vmf_insert_pfn(vmf->vma, vmf->address, node->pfn);
	node_put_active(node);
	return ret;
}

static vm_fault_t keeps_fault(struct vm_fault *vmf)
{
	struct node *node = vmf->vma->vm_file->private_data;
	vm_fault_t ret;

	if (!node_get_active(node))
		return VM_FAULT_SIGBUS;
	if (vmf->pgoff)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[resource-leak]: keeps_fault() fails here and keeps what
 * node_get_active() took, which it gives back on another way out (node_put_active()): it stays taken; give it back
 * before this return
 */
	ret = vmf_insert_pfn(vmf->vma, vmf->address, node->pfn);
	node_put_active(node);
	return ret;
}

static const struct vm_operations_struct clean_ops = { .fault = clean_fault, .access = generic_access_phys };
static const struct vm_operations_struct keeps_ops = { .fault = keeps_fault, .access = generic_access_phys };

/* The same of a callee that is not seen: it may say true. */
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	int err;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_ops = &clean_ops;
	if (!gate_begin_access(gate))
		return -ENODEV;
	err = remap_pfn_range(vma, vma->vm_start, gate->node->pfn, PAGE_SIZE, vma->vm_page_prot);
	gate_end_access(gate);
	return err;
}

static int keeps_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	int err;

	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vma->vm_ops = &keeps_ops;
	if (!gate_begin_access(gate))
		return -ENODEV;
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: keeps_mmap() fails here and keeps what gate_begin_access()
 * took, which it gives back on another way out (gate_end_access()): it stays taken; give it back before this return
 */
	err = remap_pfn_range(vma, vma->vm_start, gate->node->pfn, PAGE_SIZE, vma->vm_page_prot);
	gate_end_access(gate);
	return err;
}

/* Or 0. */
static int zero_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	int err;

	err = gate_begin_access(gate);
	if (err)
		return err;
	if (vma->vm_pgoff)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: zero_mmap() fails here and keeps what gate_begin_access()
 * took, which it gives back on another way out (gate_end_access()): it stays taken; give it back before this return
 */
	err = remap_pfn_range(vma, vma->vm_start, gate->node->pfn, PAGE_SIZE, vma->vm_page_prot);
	gate_end_access(gate);
	return err;
}

/* What is handed out by way of an argument is there when it says true. */
static int found_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	struct node *node;
	int err;

	if (!gate_lookup_node(gate, vma->vm_pgoff, &node))
		return -ENOENT;
	err = remap_pfn_range(vma, vma->vm_start, node->pfn, PAGE_SIZE, vma->vm_page_prot);
	gate_put_node(node);
	return err;
}

static int kept_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	struct node *node;
	int err;

	if (!gate_lookup_node(gate, vma->vm_pgoff, &node))
		return -ENOENT;
	err = remap_pfn_range(vma, vma->vm_start, node->pfn, PAGE_SIZE, vma->vm_page_prot);
	if (err)
		return err;
/*              ^^^^^^^^^^^ warning[resource-leak]: kept_mmap() fails here and keeps what gate_lookup_node() took,
 * which it gives back on another way out (gate_put_node()): nothing else leads to it, so it is lost
 * for good; give it back before this return
 */
	gate_put_node(node);
	return 0;
}

/* It is handed on, by which the file alone says that it is given back. */
static bool gate_alloc_node(struct gate *gate, struct node **node)
{
	*node = kzalloc(sizeof(**node), GFP_KERNEL);
	return *node != NULL;
}

static int handed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gate *gate = file->private_data;
	struct node *node;

	if (!gate_alloc_node(gate, &node))
		return -ENOMEM;
	gate_add(gate, node);
	return 0;
}

static void gate_close(struct vm_area_struct *vma)
{
	gate_free_node(vma->vm_private_data);
}

static const struct vm_operations_struct gate_ops = { .close = gate_close };
static const struct file_operations clean_fops = { .mmap = clean_mmap };
static const struct file_operations keeps_fops = { .mmap = keeps_mmap };
static const struct file_operations zero_fops = { .mmap = zero_mmap };
static const struct file_operations found_fops = { .mmap = found_mmap };
static const struct file_operations kept_fops = { .mmap = kept_mmap };
static const struct file_operations handed_fops = { .mmap = handed_mmap };
