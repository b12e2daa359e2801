/* release: 2.6.30 */
/* expect: none */
static int old_fault(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	int ret = filemap_fault(vma, vmf);

	foo_trace(vma->vm_flags, ret);
	return ret;
}
static const struct vm_operations_struct old_ops = { .fault = old_fault };
