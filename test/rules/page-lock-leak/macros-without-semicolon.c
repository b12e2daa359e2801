/* release: 6.12 5.4 */
/* unresolved: 2 */
/* A macro without a semicolon is what stands for it: statements before the next one, or a head that takes it. */
#define RETURN_IF(condition, code)      \
	if (unlikely(condition)) {      \
		pr_warn("%s\n", #condition); \
		return (code);          \
	}
#define EACH_SLOT(shelf, slot) for ((slot) = (shelf)->first; (slot); (slot) = (slot)->next)
#define IF_TRACED(level) if (trace_level > (level))

struct slot { struct slot *next; unsigned long at; struct page *page; };
struct shelf { struct slot *first; };
extern int trace_level;

static vm_fault_t leaving_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	RETURN_IF(page->mapping != vmf->vma->vm_file->f_mapping, VM_FAULT_NOPAGE)
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: page_mkwrite
 * handler leaving_mkwrite() returns VM_FAULT_NOPAGE with page still locked: it is never unlocked, and
 * the next task that wants the page hangs; unlock it first
 */
	return VM_FAULT_LOCKED;
}

static vm_fault_t whole_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	RETURN_IF(vmf->pgoff > 100, VM_FAULT_SIGBUS)
	lock_page(page);
	if (page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	IF_TRACED(2)
		pr_info("dirty %lu\n", page->index);
	return VM_FAULT_LOCKED;
}

static vm_fault_t slot_fault(struct vm_fault *vmf)
{
	struct shelf *shelf = vmf->vma->vm_private_data;
	struct slot *slot;

	EACH_SLOT(shelf, slot)
		if (slot->at == vmf->pgoff)
			break;
	if (!slot)
		return VM_FAULT_SIGBUS;
	lock_page(slot->page);
	IF_TRACED(3)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ error[page-lock-leak]: fault handler slot_fault() returns VM_FAULT_SIGBUS with
 * slot->page still locked: it is never unlocked, and the next task that wants the page hangs; unlock
 * it first
 */
	get_page(slot->page);
	vmf->page = slot->page;
	return VM_FAULT_LOCKED;
}

static const struct vm_operations_struct leaving_ops = { .fault = filemap_fault, .page_mkwrite = leaving_mkwrite };
static const struct vm_operations_struct whole_ops = { .fault = filemap_fault, .page_mkwrite = whole_mkwrite };
static const struct vm_operations_struct slot_ops = { .fault = slot_fault };
