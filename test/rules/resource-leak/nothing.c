/* release: 6.12 5.10 */
/* Memory for no element leads to nothing that could be lost. */
struct unit { int n; unsigned m; };

static int few_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct unit *unit = f->private_data;
	int *table = kcalloc(unit->n, sizeof(int), GFP_KERNEL);
	if (!table || unit->n < 1)
		return -EINVAL;
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

static int none_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct unit *unit = f->private_data;
	unsigned n = unit->m;
	int *table = kmalloc(n * sizeof(int), GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	if (!n)
		return -EINVAL;
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

static int array_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct unit *unit = f->private_data;
	unsigned n = unit->m;
	int *table = kmalloc_array(n, sizeof(int), GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	if (!(n > 0))
		return -EINVAL;
	if (n > 4)
		return -E2BIG;
/*              ^^^^^^^^^^^^^^ warning[resource-leak]: array_mmap() fails here and keeps what kmalloc_array() took:
 * nothing else leads to it, so it is lost for good; give it back before this return
 */
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

static int bytes_mmap(struct file *f, struct vm_area_struct *vma)
{
	struct unit *unit = f->private_data;
	unsigned long size = unit->m * sizeof(int);
	int *table = kzalloc(size, GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	if (size <= 0)
		return -EINVAL;
	if (unit->n == 0)
		return -E2BIG;
/*              ^^^^^^^^^^^^^^ warning[resource-leak]: bytes_mmap() fails here and keeps what kzalloc() took: nothing
 * else leads to it, so it is lost for good; give it back before this return
 */
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

static int either_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;
	int *table = kcalloc(unit->n, sizeof(*table), GFP_KERNEL);

	if (!table || unit->n == 0)
		return -EINVAL;
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

/* Another number may be 0 with memory at hand. */
static int other_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct unit *unit = file->private_data;
	int *table = kcalloc(unit->n, sizeof(*table), GFP_KERNEL);

	if (!table || unit->m == 0)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[resource-leak]: other_mmap() fails here and keeps what kcalloc() took: nothing
 * else leads to it, so it is lost for good; give it back before this return
 */
	fill(table[0]);
	kfree(table);
	return vm_iomap_memory(vma, 0x10000000, 0x10000);
}

static const struct file_operations either_fops = { .mmap = either_mmap };
static const struct file_operations other_fops = { .mmap = other_mmap };
static const struct file_operations few_fops = { .mmap = few_mmap };
static const struct file_operations none_fops = { .mmap = none_mmap };
static const struct file_operations array_fops = { .mmap = array_mmap };
static const struct file_operations bytes_fops = { .mmap = bytes_mmap };
