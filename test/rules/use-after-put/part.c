/* release: 7.1 6.12 */
/* The count of a part: the object goes on when it comes to 0. */
struct sheet {
	struct mutex lock;
	refcount_t ref;
	refcount_t pages_users;
	refcount_t aux_users;
	struct page **pages;
	void **aux;
	unsigned int aux_pages;
	bool dirty;
};
static void sheet_put_pages(struct sheet *sheet)
{
	if (refcount_dec_and_test(&sheet->pages_users)) {
		sheet_give_pages(sheet->pages, sheet->dirty);
		sheet->pages = NULL;
		sheet->dirty = false;
	}
}
static void sheet_close(struct vm_area_struct *vma)
{
	struct sheet *sheet = vma->vm_private_data;

	mutex_lock(&sheet->lock);
	sheet_put_pages(sheet);
	mutex_unlock(&sheet->lock);
	pr_debug("%u\n", sheet->aux_pages);
}
static const struct vm_operations_struct sheet_ops = { .close = sheet_close };

/* What is done is in a function of its own. */
static void aux_free_page(struct sheet *sheet, unsigned int n)
{
	kfree(sheet->aux[n]);
}
static void __aux_free(struct sheet *sheet)
{
	unsigned int n;

	if (sheet->aux_pages) {
		for (n = 0; n < sheet->aux_pages; n++)
			aux_free_page(sheet, n);
		kfree(sheet->aux);
		sheet->aux_pages = 0;
	}
}
static void aux_put(struct sheet *sheet)
{
	if (refcount_dec_and_test(&sheet->aux_users))
		__aux_free(sheet);
}
static void aux_close(struct vm_area_struct *vma)
{
	struct sheet *sheet = vma->vm_private_data;

	aux_put(sheet);
	WARN_ON_ONCE(sheet->pages);
}
static const struct vm_operations_struct aux_ops = { .close = aux_close };

/* The object itself: it is written to before it goes. */
static void sheet_put(struct sheet *sheet)
{
	if (refcount_dec_and_test(&sheet->ref)) {
		sheet->pages = NULL;
		kfree(sheet);
	}
}
static void whole_close(struct vm_area_struct *vma)
{
	struct sheet *sheet = vma->vm_private_data;

	sheet_put(sheet);
	WARN_ON_ONCE(sheet->dirty);
/*                   ^^^^^^^^^^^^ warning[use-after-put]: close handler whole_close() uses sheet->dirty after
 * sheet_put() may have dropped its last reference: the memory may belong to another user; read what is needed first,
 * and make the put the last step
 */
}
static const struct vm_operations_struct whole_ops = { .close = whole_close };

/* The function that it goes to frees it. */
static void sheet_release(struct sheet *sheet)
{
	kfree(sheet->pages);
	sheet->pages = NULL;
	sheet_finish(sheet);
}
static void far_put(struct sheet *sheet)
{
	if (!refcount_dec_and_test(&sheet->ref))
		return;
	sheet_release(sheet);
}
static void far_close(struct vm_area_struct *vma)
{
	struct sheet *sheet = vma->vm_private_data;

	far_put(sheet);
	WARN_ON_ONCE(sheet->dirty);
/*                   ^^^^^^^^^^^^ warning[use-after-put]: close handler far_close() uses sheet->dirty after far_put()
 * may have dropped its last reference: the memory may belong to another user; read what is needed first, and make the
 * put the last step
 */
}
static const struct vm_operations_struct far_ops = { .close = far_close };

/* Others have to free it, but nothing says that the write is the end of it. */
static void bare_put(struct sheet *sheet)
{
	if (refcount_dec_and_test(&sheet->ref))
		sheet_finish(sheet);
}
static void bare_close(struct vm_area_struct *vma)
{
	struct sheet *sheet = vma->vm_private_data;

	bare_put(sheet);
	WARN_ON_ONCE(sheet->dirty);
/*                   ^^^^^^^^^^^^ warning[use-after-put]: close handler bare_close() uses sheet->dirty after
 * bare_put() may have dropped its last reference: the memory may belong to another user; read what is needed first,
 * and make the put the last step
 */
}
static const struct vm_operations_struct bare_ops = { .close = bare_close };
