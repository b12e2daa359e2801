/* release: 6.12 5.10 */
/* A counter that is set to 0 where it fails has nothing left of what was counted. */
struct film {
	struct page **frames;
	unsigned int frame_users;
	refcount_t maps;
};
static int film_get_frames(struct film *film)
{
	struct page **frames;

	if (film->frame_users++ > 0)
		return 0;
	frames = film_load(film);
	if (IS_ERR(frames)) {
		film->frame_users = 0;
		return PTR_ERR(frames);
	}
	film->frames = frames;
	return 0;
}
static void film_close(struct vm_area_struct *vma)
{
	struct film *film = vma->vm_private_data;

	if (--film->frame_users > 0)
		return;
	film_drop(film->frames);
	film->frames = NULL;
}
static const struct vm_operations_struct film_ops = { .close = film_close };
static int film_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct film *film = file->private_data;
	int ret = film_get_frames(film);

	if (ret)
		return ret;
	vma->vm_private_data = film;
	vma->vm_ops = &film_ops;
	return 0;
}
static const struct file_operations film_fops = { .mmap = film_mmap };

static int reel_get_frames(struct film *film)
{
	struct page **frames;

	if (film->frame_users++ > 0)
		return 0;
	frames = film_load(film);
	if (IS_ERR(frames))
		return PTR_ERR(frames);
	film->frames = frames;
	return 0;
}
static int reel_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct film *film = file->private_data;
	int ret = reel_get_frames(film);

	if (ret)
		return ret;
/*              ^^^^^^^^^^^ warning[mmap-reference]: reel_mmap() fails here and keeps what reel_get_frames() took,
 * which close gives back (film->frame_users--), and core does not call close after a failed mmap: give it back before
 * this return
 */
	vma->vm_private_data = film;
	vma->vm_ops = &film_ops;
	return 0;
}
static const struct file_operations reel_fops = { .mmap = reel_mmap };

/* By a call. */
static void count_close(struct vm_area_struct *vma)
{
	struct film *film = vma->vm_private_data;

	refcount_dec(&film->maps);
}
static const struct vm_operations_struct count_ops = { .close = count_close };
static int count_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct film *film = file->private_data;
	int ret;

	refcount_inc(&film->maps);
	vma->vm_private_data = film;
	vma->vm_ops = &count_ops;
	ret = remap_vmalloc_range(vma, film->frames, 0);
	if (ret && refcount_read(&film->maps) == 1)
		refcount_set(&film->maps, 0);
	else if (ret)
		refcount_dec(&film->maps);
	return ret;
}
static const struct file_operations count_fops = { .mmap = count_mmap };
