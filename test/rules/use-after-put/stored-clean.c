/* release: 6.12 6.1 */
/* expect: none */
/* Taken out before it is freed, or not stored at all, or stored where nobody looks. */
struct shelf { struct xarray books; struct idr ids; struct radix_tree_root tree; struct mutex lock; };

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
		goto erase;
	}
	return 0;
erase:
	xa_erase(&shelf->books, at);
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

/* A function of the driver's takes it out. */
static void shelf_leave(struct shelf *shelf, unsigned long at)
{
	xa_erase(&shelf->books, at);
}
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
		goto leave;
	vma->vm_ops = &shelf_ops;
	return 0;
leave:
	shelf_leave(shelf, vma->vm_pgoff);
free:
	kfree(book);
	return ret;
}
static const struct file_operations insert_fops = { .mmap = insert_mmap };

/* What frees it takes it out. */
static void book_drop(struct book *book)
{
	idr_remove(&book->shelf->ids, book->id);
	kfree(book);
}
static int idr_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret;

	if (!book)
		return -ENOMEM;
	book->shelf = shelf;
	book->id = idr_alloc(&shelf->ids, book, 0, 0, GFP_KERNEL);
	if (book->id < 0) {
		ret = book->id;
		kfree(book);
		return ret;
	}
	ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret) {
		book_drop(book);
		return ret;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations idr_fops = { .mmap = idr_mmap };

/* NULL in its place, or taken out under the lock under which it is freed. */
static int null_mmap(struct file *file, struct vm_area_struct *vma)
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
		xa_store(&shelf->books, vma->vm_pgoff, NULL, GFP_KERNEL);
		kfree(book);
		return -EFAULT;
	}
	vma->vm_ops = &shelf_ops;
	return 0;
}
static const struct file_operations null_fops = { .mmap = null_mmap };
static int after_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret;

	if (!book)
		return -ENOMEM;
	mutex_lock(&shelf->lock);
	ret = radix_tree_insert(&shelf->tree, vma->vm_pgoff, book);
	if (ret) {
		kfree(book);
		goto out;
	}
	ret = vm_insert_page(vma, vma->vm_start, shelf->page);
	if (ret) {
		kfree(book);
		radix_tree_delete(&shelf->tree, vma->vm_pgoff);
		goto out;
	}
	vma->vm_ops = &shelf_ops;
out:
	mutex_unlock(&shelf->lock);
	return ret;
}
static const struct file_operations after_fops = { .mmap = after_mmap };

/* The container goes as well. */
static int own_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = kzalloc(sizeof(*shelf), GFP_KERNEL);
	struct book *book = kzalloc(sizeof(*book), GFP_KERNEL);
	int ret = -ENOMEM;

	if (!shelf || !book)
		goto free;
	ret = xa_insert(&shelf->books, 0, book, GFP_KERNEL);
	if (ret)
		goto free;
	ret = vm_insert_page(vma, vma->vm_start, book->page);
	if (ret)
		goto free;
	vma->vm_ops = &shelf_ops;
	vma->vm_private_data = shelf;
	return 0;
free:
	kfree(book);
	kfree(shelf);
	return ret;
}
static const struct file_operations own_fops = { .mmap = own_mmap };

/* Counted: others may hold it. */
static int put_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct shelf *shelf = file->private_data;
	struct book *book = book_get_new(shelf);
	int ret;

	if (!book)
		return -ENOMEM;
	ret = xa_insert(&shelf->books, vma->vm_pgoff, book, GFP_KERNEL);
	if (!ret)
		ret = vm_insert_page(vma, vma->vm_start, book->page);
	if (ret)
		book_put(book);
	else
		vma->vm_ops = &shelf_ops;
	return ret;
}
static const struct file_operations put_fops = { .mmap = put_mmap };
