/* release: 6.12 6.1 */
/* A function of the file's own says whether a lock is needed, before it is taken and where it is given back. */
struct plug { int (*mmap)(struct file *file, struct vm_area_struct *vma); };
struct vault { struct rw_semaphore sem; struct plug *plug; int mode; };
struct plug *vault_plug(struct vault *vault);
bool vault_converts(struct vault *vault);
bool vault_guards(struct vault *vault);

#define must_guard(vault) (vault_plug(vault) == plug_by_id(3) && vault_converts(vault))

#define GUARDED(vault, call)			\
({						\
	int _result;				\
	if (must_guard(vault)) {		\
		down_read(&(vault)->sem);	\
		if (!must_guard(vault))		\
			up_read(&(vault)->sem);	\
	}					\
	_result = (call);			\
	if (must_guard(vault))			\
		up_read(&(vault)->sem);		\
	_result;				\
})

/* Right, as long as the answer stays: who converts takes the lock for writing. */
static int macro_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;

	return GUARDED(vault, vault->plug->mmap(file, vma));
}
static const struct file_operations macro_fops = { .mmap = macro_mmap };

static int plain_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	int ret;

	if (vault_guards(vault))
		down_read(&vault->sem);
	ret = vault->plug->mmap(file, vma);
	if (vault_guards(vault))
		up_read(&vault->sem);
	return ret;
}
static const struct file_operations plain_fops = { .mmap = plain_mmap };

/* Another question than before decides. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	int ret;

	if (vault_guards(vault))
		down_read(&vault->sem);
	ret = vault->plug->mmap(file, vma);
	if (vault_converts(vault))
		up_read(&vault->sem);
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: mmap function other_mmap() returns with &vault->sem still held: the next
 * task that takes it hangs; release it on this path too
 */
}
static const struct file_operations other_fops = { .mmap = other_mmap };

/* A return between the two. */
static int early_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	int ret;

	if (vault_guards(vault))
		down_read(&vault->sem);
	if (vault->mode)
		return -EIO;
/*              ^^^^^^^^^^^^ warning[lock-imbalance]: mmap function early_mmap() returns with &vault->sem still held:
 * the next task that takes it hangs; release it on this path too
 */
	ret = vault->plug->mmap(file, vma);
	if (vault_guards(vault))
		up_read(&vault->sem);
	return ret;
}
static const struct file_operations early_fops = { .mmap = early_mmap };

/* It is asked for the first time when the lock is held. */
static int late_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct vault *vault = file->private_data;
	int ret;

	down_read(&vault->sem);
	ret = vault->plug->mmap(file, vma);
	if (vault_guards(vault))
		up_read(&vault->sem);
	return ret;
/*      ^^^^^^^^^^^ warning[lock-imbalance]: mmap function late_mmap() returns with &vault->sem still held: the next
 * task that takes it hangs; release it on this path too
 */
}
static const struct file_operations late_fops = { .mmap = late_mmap };
