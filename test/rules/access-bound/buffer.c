/* release: 6.12 4.4 */
/* The caller's buffer has room for len bytes, whatever the object has. */
static int word_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	unsigned long offset, word;
	int i, count;

	for (i = 0; i < len; i += count) {
		offset = (addr + i) & (sizeof(long) - 1);
		count = sizeof(long) - offset;
		word = area_read(area, addr + i - offset);
		memcpy(buf + i, (char *)&word + offset, count);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: memcpy() copies count bytes at
 * buf + i, and nothing compares that with len: the caller's buffer has room for len bytes, and what lies behind it is
 * overwritten or read; copy no more than what is left of len
 */
	}
	return i;
}
static const struct vm_operations_struct word_ops = { .access = word_access };

static void copy_out(struct area *area, char *into, int left)
{
	int some;

	while (left > 0) {
		some = PAGE_SIZE;
		memcpy(into, area_next(area), some);
/*              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: memcpy() copies some bytes at into, and
 * nothing compares that with left: the caller's buffer has room for left bytes, and what lies behind it is
 * overwritten or read; copy no more than what is left of left
 */
		into += some;
		left -= some;
	}
}
static int page_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	copy_out(vma->vm_private_data, buf, len);
	return len;
}
static const struct vm_operations_struct page_ops = { .access = page_access };

static int register_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	u32 value;

	if (len > PAGE_SIZE)
		return -EINVAL;
	value = area_value(area);
	memcpy(buf, &value, sizeof(value));
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: memcpy() copies sizeof(value) bytes at buf, and
 * nothing compares that with len: the caller's buffer has room for len bytes, and what lies behind it is overwritten
 * or read; copy no more than what is left of len
 */
	return len;
}
static const struct vm_operations_struct register_ops = { .access = register_access };

/* No more than what is left of it. */
static int least_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	unsigned long offset, word;
	int i, count;

	for (i = 0; i < len; i += count) {
		offset = (addr + i) & (sizeof(long) - 1);
		count = sizeof(long) - offset;
		count = min(count, len - i);
		word = area_read(area, addr + i - offset);
		memcpy(buf + i, (char *)&word + offset, count);
	}
	return i;
}
static const struct vm_operations_struct least_ops = { .access = least_access };

static void copy_some(struct area *area, char *into, int left)
{
	int some;

	while (left > 0) {
		some = PAGE_SIZE;
		if (some > left)
			some = left;
		memcpy(into, area_next(area), some);
		into += some;
		left -= some;
	}
}
static int some_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	copy_some(vma->vm_private_data, buf, len);
	return len;
}
static const struct vm_operations_struct some_ops = { .access = some_access };

static int exact_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	u32 value;

	if (len != sizeof(value))
		return -EINVAL;
	value = area_value(area);
	memcpy(buf, &value, sizeof(value));
	return len;
}
static const struct vm_operations_struct exact_ops = { .access = exact_access };

static int short_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	u32 value = area_value(area);

	if (len < sizeof(value))
		return -EINVAL;
	memcpy(buf, &value, sizeof(value));
	return sizeof(value);
}
static const struct vm_operations_struct short_ops = { .access = short_access };

static int byte_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	int i;

	for (i = 0; i < len; i++)
		memcpy(buf + i, area_byte(area, addr + i), 1);
	return len;
}
static const struct vm_operations_struct byte_ops = { .access = byte_access };

/* Who is handed the length may say how much. */
static int asked_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct area *area = vma->vm_private_data;
	int count = area_room(area, len);

	memcpy(buf, area->base, count);
	return count;
}
static const struct vm_operations_struct asked_ops = { .access = asked_access };
