/* release: 6.12 4.14 */
struct foo { void **pages; unsigned long count; };

/* A page at a time, and the first one is not read from its start. */
static int foo_copy(struct foo *foo, unsigned long offset, void *buf, int len)
{
	unsigned int start = offset_in_page(offset);
	unsigned long n = offset >> PAGE_SHIFT;
	int done = 0;

	while (done < len && n < foo->count) {
		int part = min_t(int, len - done, PAGE_SIZE);
		void *from = foo->pages[n] + start;

		memcpy(buf, from, part);
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[access-bound]: memcpy() copies up to PAGE_SIZE bytes at from, which
 * begins inside a
 * page: a debugger reaches what lies past the end of that page; compare with PAGE_SIZE less the offset
 * in the page
 */
		buf += part;
		done += part;
		n++;
		start = 0;
	}
	return done;
}

static int foo_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (write || len > (foo->count << PAGE_SHIFT) || offset > (foo->count << PAGE_SHIFT) - len)
		return -EINVAL;
	return foo_copy(foo, offset, buf, len);
}
static const struct vm_operations_struct foo_ops = { .access = foo_access };

/* Clean: less the offset; from the start of a page. */
static int left_copy(struct foo *foo, unsigned long offset, void *buf, int len)
{
	unsigned int start = offset & ~PAGE_MASK;
	unsigned long n = offset >> PAGE_SHIFT;
	int part = min_t(int, len, PAGE_SIZE - start);

	if (n >= foo->count)
		return -EINVAL;
	memcpy(buf, foo->pages[n] + start, part);
	return part;
}

static int whole_copy(struct foo *foo, unsigned long n, void *buf, int len)
{
	int part = min_t(int, len, PAGE_SIZE);

	if (n >= foo->count)
		return -EINVAL;
	memcpy(buf, foo->pages[n], part);
	return part;
}

static int left_access(struct vm_area_struct *vma, unsigned long addr, void *buf, int len, int write)
{
	struct foo *foo = vma->vm_private_data;
	unsigned long offset = addr - vma->vm_start;

	if (write || len > (foo->count << PAGE_SHIFT) || offset > (foo->count << PAGE_SHIFT) - len)
		return -EINVAL;
	if (offset_in_page(offset))
		return left_copy(foo, offset, buf, len);
	return whole_copy(foo, offset >> PAGE_SHIFT, buf, len);
}
static const struct vm_operations_struct left_ops = { .access = left_access };
