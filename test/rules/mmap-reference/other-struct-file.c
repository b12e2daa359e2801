/* release: 6.12 6.1 */

/* The table is of another file, and its handlers take what hangs there for a struct of a header. */
/* file: include/media/pool.h */
struct pool_user {
	refcount_t *users;
	void (*put)(void *arg);
	void *arg;
};
extern const struct vm_operations_struct pool_vm_ops;

/* file: drivers/media/pool/ops.c */
static void pool_vm_open(struct vm_area_struct *vma)
{
	struct pool_user *user = vma->vm_private_data;

	refcount_inc(user->users);
}
static void pool_vm_close(struct vm_area_struct *vma)
{
	struct pool_user *user = vma->vm_private_data;

	user->put(user->arg);
}
const struct vm_operations_struct pool_vm_ops = { .open = pool_vm_open, .close = pool_vm_close };

/* file: drivers/media/pool/sg.c */
struct sg_buf {
	struct device *dev;
	struct page **pages;
	refcount_t users;
	struct pool_user user;
};
static int sg_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sg_buf *buf = file->private_data;

	vma->vm_private_data = buf;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: sg_mmap() stores buf, a struct sg_buf, in vm_private_data,
 * and open of pool_vm_ops takes it for a struct pool_user: it reads and writes another object than it means; store
 * the struct pool_user
 */
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static int alias_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sg_buf *buf = file->private_data;
	void *data = buf;

	vma->vm_private_data = data;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: alias_mmap() stores buf, a struct sg_buf, in
 * vm_private_data, and open of pool_vm_ops takes it for a struct pool_user: it reads and writes another object than
 * it means; store the struct pool_user
 */
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static int cast_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sg_buf *buf = file->private_data;

	vma->vm_private_data = (void *)buf;
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-reference]: cast_mmap() stores buf, a struct sg_buf, in
 * vm_private_data, and open of pool_vm_ops takes it for a struct pool_user: it reads and writes another object than
 * it means; store the struct pool_user
 */
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations sg_fops = { .mmap = sg_mmap };
static const struct file_operations alias_fops = { .mmap = alias_mmap };
static const struct file_operations cast_fops = { .mmap = cast_mmap };

/* file: drivers/media/pool/clean.c */
struct clean_buf {
	struct device *dev;
	struct pool_user user;
};
static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct clean_buf *buf = file->private_data;

	vma->vm_private_data = &buf->user;
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations clean_fops = { .mmap = clean_mmap };

/* It begins with one, by way of another of this file. */
struct outer_head { struct pool_user user; int id; };
struct outer_buf { struct outer_head head; struct device *dev; };
static int outer_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct outer_buf *buf = file->private_data;

	vma->vm_private_data = buf;
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations outer_fops = { .mmap = outer_mmap };

/* What that of a header begins with is not known here. */
struct unknown_buf { struct pool_base base; };
static int unknown_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unknown_buf *buf = file->private_data;

	vma->vm_private_data = buf;
	vma->vm_ops = &pool_vm_ops;
	vma->vm_ops->open(vma);
	return 0;
}
static const struct file_operations unknown_fops = { .mmap = unknown_mmap };
