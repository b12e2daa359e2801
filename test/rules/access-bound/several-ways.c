/* release: 6.12 5.10 */
/* The loop ends with the entry that has the offset, or behind the last one: what is said is the worse of the two. */
static int entries_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct entry_list *list = vma->vm_private_data;
	void *memory = NULL;
	int offset = addr - vma->vm_start;
	int i;

	for (i = 0; i < list->count; i++) {
		memory = list->entries[i].memory;
		if (offset < list->entries[i].length)
			break;
		offset -= list->entries[i].length;
	}
	memcpy(buf, memory + offset, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: neither the start of the access nor its end is
 * bounds-checked: a
 * debugger reaches what lies past the object; compare len with what is left behind the start
 */
	return len;
}

/* Two places are two. */
static int two_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct entry *entry = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (write) {
		memcpy(entry->memory + offset, buf, len);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: neither the start of the access nor
 * its end is bounds-checked: a debugger reaches what lies past the object; compare len with what is left behind the
 * start
 */
		return len;
	}
	if (offset >= entry->length)
		return -EINVAL;
	memcpy(buf, entry->memory + offset, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: the start of the access is bounds-checked,
 * but its end is not:
 * a debugger reaches what lies past the object; compare len with what is left behind the start
 */
	return len;
}

static const struct vm_operations_struct entries_ops = { .access = entries_access };
static const struct vm_operations_struct two_ops = { .access = two_access };

/* It answers for the start alone. */
static bool starts_inside(const struct foo *foo, unsigned long offset, int len)
{
	return len > 0 && offset < foo->bytes;
}

static int started_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (!starts_inside(foo, offset, len))
		return -EINVAL;
	memcpy(buf, foo->memory + offset, len);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: the start of the access is bounds-checked, but
 * its end is not: a debugger reaches what lies past the object; compare len with what is left behind the start
 */
	return len;
}
static const struct vm_operations_struct started_ops = { .access = started_access };
