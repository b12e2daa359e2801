/* release: 6.12 4.4 */
/* A callee takes it only for what it finds: where it found nothing there is nothing to give back. */
struct entry { struct hlist_node node; refcount_t refcount; u32 idx; size_t size; unsigned long pfn; };

static DEFINE_HASHTABLE(entries, 6);
static DEFINE_SPINLOCK(entries_lock);

void entry_table_get(struct entry *entry)
{
	refcount_inc(&entry->refcount);
}

void entry_table_release(struct entry *entry)
{
	if (refcount_dec_and_test(&entry->refcount))
		kfree(entry);
}

struct entry *entry_find(u32 idx)
{
	struct entry *entry, *found = NULL;
	int bucket;

	spin_lock(&entries_lock);
	hash_for_each(entries, bucket, entry, node) {
		if (entry->idx == idx) {
			found = entry;
			entry_table_get(found);
			break;
		}
	}
	spin_unlock(&entries_lock);
	return found;
}

static int clean_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct entry *entry = entry_find(vma->vm_pgoff);
	int ret;

	if (!entry)
		return -EINVAL;
	if (size > entry->size) {
		entry_table_release(entry);
		return -EINVAL;
	}
	ret = remap_pfn_range(vma, vma->vm_start, entry->pfn, size, vma->vm_page_prot);
	entry_table_release(entry);
	return ret;
}

static int keeps_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long size = vma->vm_end - vma->vm_start;
	struct entry *entry = entry_find(vma->vm_pgoff);
	int ret;

	if (!entry)
		return -EINVAL;
	if (size > entry->size)
		return -EINVAL;
/*              ^^^^^^^^^^^^^^^ warning[mmap-reference]: keeps_mmap() fails here and keeps what entry_table_get()
 * took, which another way out gives back (entry_table_release()): give it back before this return
 */
	ret = remap_pfn_range(vma, vma->vm_start, entry->pfn, size, vma->vm_page_prot);
	entry_table_release(entry);
	return ret;
}

static const struct file_operations clean_fops = { .mmap = clean_mmap };
static const struct file_operations keeps_fops = { .mmap = keeps_mmap };

/* A counter of what was found: where nothing was, none was counted. */
struct block { struct list_head list; unsigned long start, pages; int users; };

static LIST_HEAD(blocks);
static DEFINE_MUTEX(blocks_lock);

static struct block *block_get(unsigned long start, unsigned long pages)
{
	struct block *block;

	mutex_lock(&blocks_lock);
	list_for_each_entry(block, &blocks, list) {
		if (block->start <= start && start + pages <= block->start + block->pages) {
			++block->users;
			mutex_unlock(&blocks_lock);
			return block;
		}
	}
	mutex_unlock(&blocks_lock);
	return NULL;
}

static void block_put(struct block *block)
{
	mutex_lock(&blocks_lock);
	--block->users;
	mutex_unlock(&blocks_lock);
}

static int block_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct block *block = block_get(vma->vm_pgoff, vma_pages(vma));

	if (block == NULL)
		return -EPERM;
	block_put(block);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static int block_keeps(struct file *file, struct vm_area_struct *vma)
{
	struct block *block = block_get(vma->vm_pgoff, vma_pages(vma));

	if (block == NULL)
		return -EPERM;
	if (vma->vm_flags & VM_EXEC)
		return -EACCES;
/*              ^^^^^^^^^^^^^^^ warning[mmap-reference]: block_keeps() fails here and keeps what block_get() took,
 * which another way out gives back (block_put()): give it back before this return
 */
	block_put(block);
	return remap_pfn_range(vma, vma->vm_start, vma->vm_pgoff, vma->vm_end - vma->vm_start, vma->vm_page_prot);
}

static const struct file_operations block_fops = { .mmap = block_mmap };
static const struct file_operations block_keeps_fops = { .mmap = block_keeps };
