/* release: 4.4 6.12 */
/* The VMA that is stored may be the one of several that goes first. */
static void reel_open(struct vm_area_struct *vma)
{
	struct reel *reel = vma->vm_private_data;

	reel->users++;
}

static void reel_close(struct vm_area_struct *vma)
{
	struct reel *reel = vma->vm_private_data;

	if (--reel->users == 0)
		reel->vma = NULL;
}
static const struct vm_operations_struct reel_ops = { .open = reel_open, .close = reel_close };

static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = file->private_data;

	vma->vm_private_data = reel;
	vma->vm_ops = &reel_ops;
	reel->vma = vma;
/*      ^^^^^^^^^^^^^^^ warning[vma-kept]: reel_mmap() keeps the VMA in reel->vma, and close handler reel_close()
 * clears it only when the last of the copies goes: the pointer dangles after munmap(); clear it in close, under the
 * lock that its readers take
 */
	reel_open(vma);
	return 0;
}

/* The same by a callee that clears, and an atomic counter. */
static void spool_forget(struct spool *spool)
{
	WRITE_ONCE(spool->vma, NULL);
}

static void spool_open(struct vm_area_struct *vma)
{
	struct spool *spool = vma->vm_private_data;

	atomic_inc(&spool->users);
}

static void spool_close(struct vm_area_struct *vma)
{
	struct spool *spool = vma->vm_private_data;

	if (!atomic_dec_and_test(&spool->users))
		return;
	spool_forget(spool);
}
static const struct vm_operations_struct spool_ops = { .open = spool_open, .close = spool_close };

static int spool_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct spool *spool = file->private_data;

	vma->vm_private_data = spool;
	vma->vm_ops = &spool_ops;
	spool_open(vma);
	spool->vma = vma;
	return 0;
}

/* Counted, but cleared by whether it is the one that is stored. */
static void tape_close(struct vm_area_struct *vma)
{
	struct reel *reel = vma->vm_private_data;

	if (reel->vma == vma)
		reel->vma = NULL;
	if (--reel->users == 0)
		wake_up(&reel->idle);
}
static const struct vm_operations_struct tape_ops = { .open = reel_open, .close = tape_close };

static int tape_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct reel *reel = file->private_data;

	vma->vm_private_data = reel;
	vma->vm_ops = &tape_ops;
	reel->vma = vma;
	reel_open(vma);
	return 0;
}

/* A callee that writes to the log does not clear it, and one that does. */
static void disk_log(const char *format, ...)
{
	struct va_format vaf;
	va_list args;

	va_start(args, format);
	vaf.va = &args;
	vaf.fmt = format;
	pr_info("%pV", &vaf);
	va_end(args);
}

static void disk_close(struct vm_area_struct *vma)
{
	struct disk *disk = vma->vm_private_data;

	disk_log("close %lx of %d\n", vma->vm_start, disk->minor);
}
static const struct vm_operations_struct disk_ops = { .close = disk_close };

static void disk_note(void *what)
{
	note_it(what, 1);
}

static void card_close(struct vm_area_struct *vma)
{
	struct disk *disk = vma->vm_private_data;

	disk_note(disk);
}
static const struct vm_operations_struct card_ops = { .close = card_close };

static int disk_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct disk *disk = file->private_data;

	vma->vm_private_data = disk;
	vma->vm_ops = &disk_ops;
	smp_store_release(&disk->vma, vma);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[vma-kept]: disk_mmap() keeps the VMA in disk->vma, and close
 * handler disk_close() does not clear it: the pointer dangles after munmap(); clear it in close, under the lock that
 * its readers take
 */
	return 0;
}

static int card_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct disk *disk = file->private_data;

	vma->vm_private_data = disk;
	vma->vm_ops = &card_ops;
	smp_store_release(&disk->vma, vma);
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };
static const struct file_operations spool_fops = { .mmap = spool_mmap };
static const struct file_operations tape_fops = { .mmap = tape_mmap };
static const struct file_operations disk_fops = { .mmap = disk_mmap };
static const struct file_operations card_fops = { .mmap = card_mmap };
