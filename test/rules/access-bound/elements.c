/* release: 6.12 4.14 */
struct shelf {
	u64 *words;
	unsigned long bytes;
};

static unsigned long place_in(struct vm_area_struct *vma, unsigned long addr)
{
	return addr - vma->vm_start + (vma->vm_pgoff << PAGE_SHIFT);
}

/* The index counts bytes, and picks elements of eight. */
static int words_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	u64 *to = buf;
	int i;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset || ((offset | len) & 7))
		return -EINVAL;
	for (i = 0; i < len; i += 8)
		to[i] = shelf->words[(offset + i) / 8];
/*              ^^^^^ warning[access-bound]: to[i] has 8 bytes (u64), and i counts up to len, which is a number of
 * bytes: the caller's buffer ends before, and what lies behind it is overwritten or read; count to len / 8, or index
 * by i / 8
 */
	return len;
}
static const struct vm_operations_struct words_ops = { .access = words_access };

/* By a cast, in a loop of another kind, */
static int cast_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	int at = 0;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset)
		return -EINVAL;
	while (at < len) {
		((u32 *)buf)[at] = (u32)shelf->words[(offset + at) / 8];
/*              ^^^^^^^^^^^^^^^^ warning[access-bound]: ((u32 *)buf)[at] has 4 bytes (u32), and at counts up to len,
 * which is a number of bytes: the caller's buffer ends before, and what lies behind it is overwritten or read; count
 * to len / 4, or index by at / 4
 */
		at += 4;
	}
	return len;
}
static const struct vm_operations_struct cast_ops = { .access = cast_access };

/* and out of the buffer. */
static int out_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	const u16 *from = (const u16 *)buf;
	int i;

	if (!write || offset >= shelf->bytes || len > shelf->bytes - offset)
		return -EINVAL;
	if (addr + len > vma->vm_end)
		len = vma->vm_end - addr;
	for (i = 0; i != len; i++)
		shelf_put(shelf, offset + i, from[i]);
/*                                           ^^^^^^^ warning[access-bound]: from[i] has 2 bytes (u16), and i counts up
 * to len, which is a number of bytes: the caller's buffer ends before, and what lies behind it is overwritten or
 * read; count to len / 2, or index by i / 2
 */
	return len;
}
static const struct vm_operations_struct out_ops = { .access = out_access };

/* As many elements as there are, */
static int counted_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	u64 *to = buf;
	int i;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset || ((offset | len) & 7))
		return -EINVAL;
	for (i = 0; i < len / 8; i++)
		to[i] = shelf->words[offset / 8 + i];
	return len;
}
static const struct vm_operations_struct counted_ops = { .access = counted_access };

/* an index in elements, */
static int indexed_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	u64 *to = buf;
	int i;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset || ((offset | len) & 7))
		return -EINVAL;
	for (i = 0; i < len; i += 8)
		to[i / 8] = shelf->words[(offset + i) / 8];
	return len;
}
static const struct vm_operations_struct indexed_ops = { .access = indexed_access };

/* bytes, */
static int bytes_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	u8 *to = buf;
	int i;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset)
		return -EINVAL;
	for (i = 0; i < len; i++)
		to[i] = ((u8 *)shelf->words)[offset + i];
	return len;
}
static const struct vm_operations_struct bytes_ops = { .access = bytes_access };

/* and a length that counts elements by then. */
static int scaled_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct shelf *shelf = vma->vm_private_data;
	unsigned long offset = place_in(vma, addr);
	u64 *to = buf;
	int i;

	if (write || offset >= shelf->bytes || len > shelf->bytes - offset || ((offset | len) & 7))
		return -EINVAL;
	len /= 8;
	for (i = 0; i < len; i++)
		to[i] = shelf->words[offset / 8 + i];
	return len * 8;
}
static const struct vm_operations_struct scaled_ops = { .access = scaled_access };
