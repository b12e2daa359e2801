/* release: 6.12 5.4 */
/* expect: none */
/* A result and a page through a pointer stay together, whatever number of ways and configurations there are. */
struct board { struct page *state, *time; int n; struct { unsigned long bytes; } ring[4]; void **sets; };

static vm_fault_t board_insert(struct board *board, struct vm_area_struct *vma, unsigned long at)
{
	return board_map_state(board, vma, at) ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}

static struct page *board_ring(struct board *board, unsigned long at)
{
	int i;

	for (i = 0; i < board->n; i++) {
		if (at + PAGE_SIZE <= board->ring[i].bytes)
			return ring_page(board, i, at);
		at -= board->ring[i].bytes;
	}
	return NULL;
}

static struct page *board_set(struct board *board, unsigned long at)
{
	if (!board->sets[at])
		return NULL;
	return pfn_to_page(set_pfn(board->sets[at]));
}

static vm_fault_t board_find(struct board *board, struct vm_area_struct *vma, u64 id, unsigned long at, struct page **out)
{
	switch (id) {
	case BOARD_STATE:
		return board_insert(board, vma, at);
	case BOARD_TIME:
		*out = board->time;
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
	case BOARD_RING:
		*out = board_ring(board, at);
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
#if BOARD_HAS_PIO
	case BOARD_PIO:
#endif
#if BOARD_HAS_DOORBELL
	case BOARD_DOORBELL:
#endif
		return VM_FAULT_SIGBUS;
	default:
		*out = board_set(board, id - BOARD_SETS);
		return *out == NULL ? VM_FAULT_SIGBUS : 0;
	}
}

static vm_fault_t board_get(struct board *board, struct vm_area_struct *vma, unsigned long at, struct page **out)
{
	vm_fault_t rc = board_find(board, vma, board_id(vma), at, out);

	if (*out == NULL)
		return rc;
	get_page(*out);
	return rc;
}

static vm_fault_t board_fault(struct vm_fault *vmf)
{
	return board_get(vmf->vma->vm_private_data, vmf->vma, vmf->address - vmf->vma->vm_start, &vmf->page);
}

static const struct vm_operations_struct board_ops = { .fault = board_fault };
