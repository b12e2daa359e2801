/* release: 6.12 4.17 */
/* expect: none */
/* On the line, above it, before the function, before the table. */
static vm_fault_t line_fault(struct vm_fault *vmf)
{
	return -EIO; /* vmops: allow(errno-as-vm-fault) read by our own caller alone */
}

static vm_fault_t above_fault(struct vm_fault *vmf)
{
	/* vmops: allow(errno-as-vm-fault) read by our own caller alone */
	return -EIO;
}

/* vmops: allow(errno-as-vm-fault) read by our own caller alone */
static vm_fault_t function_fault(struct vm_fault *vmf)
{
	if (vmf->pgoff)
		return -EIO;
	return -ENOMEM;
}

static const struct vm_operations_struct line_ops = { .fault = line_fault };
static const struct vm_operations_struct above_ops = { .fault = above_fault };
static const struct vm_operations_struct function_ops = { .fault = function_fault };

/* vmops: allow(non-const-table) the vendor's module writes to it */
static struct vm_operations_struct table_ops = { .fault = line_fault };
