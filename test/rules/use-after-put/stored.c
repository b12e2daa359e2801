/* release: 6.12 6.1 */
/* What was stored under a key is freed on a way out with an error, and a lookup finds it still. */
struct shelf { struct xarray books; struct idr ids; struct radix_tree_root tree; struct maple_tree mt; struct mutex lock; };

static struct book *book_alloc(struct shelf *shelf)
{
	return ask_printer(shelf);
}
static void book_free(struct book *book)
{
	book->owner = NULL;
	list_add(&book->node, &free_books);
}

static int shelf_put(struct shelf *shelf, struct vm_area_struct *vma, unsigned long at)
{
	struct book *book = book_alloc(shelf);
	int ret;

	if (!book)
		return -ENOMEM;
	ret = xa_err(xa_store(&shelf->books, at, book, GFP_KERNEL));
	if (ret)
		goto free;
	ret = vm_insert_page(vma, at, book->page);
	if (ret) {
		ret = -EFAULT;
		goto free;
	}
	return 0;
free:
	book_free(book);
	return ret;
}
static vm_fault_t shelf_fault(struct vm_fault *vmf)
{
	struct shelf *shelf = vmf->vma->vm_private_data;
	int ret;

	mutex_lock(&shelf->lock);
	ret = shelf_put(shelf, vmf->vma, vmf->address);
	mutex_unlock(&shelf->lock);
	return ret ? VM_FAULT_SIGBUS : VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct shelf_ops = { .fault = shelf_fault };

static int insert_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret;

	if (!book)
		return -ENOMEM;
	ret = xa_insert(&shelf->books, vma->vm_pgoff, book, GFP_KERNEL);
	if (ret)
		goto free;
	ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret)
		goto free;
	vma->vm_ops = &shelf_ops;
	return 0;
free:
	kfree(book);
/*      ^^^^^^^^^^^ warning[use-after-put]: insert_mmap() frees book, which xa_insert() has stored, and leaves it
 * there: the next lookup finds freed memory; take it out first (xa_erase())
 */
	return ret;
}
static const struct file_operations insert_fops = { .mmap = insert_mmap };

static int idr_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int id, ret;

	if (!book)
		return -ENOMEM;
	id = idr_alloc(&shelf->ids, book, 0, 0, GFP_KERNEL);
	if (id < 0) {
		kfree(book);
		return id;
	}
	ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret) {
		kfree(book);
/*              ^^^^^^^^^^^ warning[use-after-put]: idr_mmap() frees book, which idr_alloc() has stored, and leaves it
 * there: the next lookup finds freed memory; take it out first (idr_remove())
 */
		return ret;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations idr_fops = { .mmap = idr_mmap };

/* A callee frees it. */
static void book_drop(struct book *book)
{
	kfree(book->text);
	kfree(book);
}
static int radix_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret;

	if (!book)
		return -ENOMEM;
	ret = radix_tree_insert(&shelf->tree, vma->vm_pgoff, book);
	if (!ret)
		ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret) {
		book_drop(book);
/*              ^^^^^^^^^^^^^^^ warning[use-after-put]: radix_mmap() frees book, which radix_tree_insert() has stored,
 * and leaves it there: the next lookup finds freed memory; take it out first (radix_tree_delete())
 */
		return ret;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations radix_fops = { .mmap = radix_mmap };

static int old_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	void *old;

	if (!book)
		return -ENOMEM;
	mutex_lock(&shelf->lock);
	old = xa_store(&shelf->books, vma->vm_pgoff, book, GFP_KERNEL);
	mutex_unlock(&shelf->lock);
	if (xa_is_err(old)) {
		kfree(book);
		return xa_err(old);
	}
	if (vm_insert_page(vma, vma->vm_start, shelf->page)) {
		kfree(book);
/*              ^^^^^^^^^^^ warning[use-after-put]: old_mmap() frees book, which xa_store() has stored, and leaves it
 * there: the next lookup finds freed memory; take it out first (xa_erase())
 */
		return -EFAULT;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations old_fops = { .mmap = old_mmap };

/* On a list, and freed by a callee. */
static int list_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret;

	if (!book)
		return -ENOMEM;
	list_add(&book->node, &shelf->list);
	ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret) {
		book_drop(book);
/*              ^^^^^^^^^^^^^^^ warning[use-after-put]: list_mmap() frees book while list_add() has it on a list: a
 * walk of the list finds freed memory; take it out first, or put it there as the last step
 */
		return ret;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations list_fops = { .mmap = list_mmap };
