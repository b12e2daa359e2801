/* release: 3.18 6.12 */
/* expect: none */
struct team { struct kref ref; };
struct slot { struct kref ref; struct team *team; };

/* Both are taken, one of them by way of a variable. */
static void pair_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	kref_get(&team->ref);
	kref_get(&slot->ref);
}
static void pair_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	kref_put(&slot->ref, slot_release);
	kref_put(&team->ref, team_release);
}
static const struct vm_operations_struct pair_ops = { .open = pair_open, .close = pair_close };
static int pair_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	kref_get(&slot->ref);
	kref_get(&slot->team->ref);
	vma->vm_ops = &pair_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations pair_fops = { .mmap = pair_mmap };

/* What takes the slot takes its team as well, for all that is known. */
static void both_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	slot_take_all(slot);
}
static void both_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	slot_put(slot);
	team_put(team);
}
static const struct vm_operations_struct both_ops = { .open = both_open, .close = both_close };
static int both_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	slot_get(slot);
	team_get(slot->team);
	vma->vm_ops = &both_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations both_fops = { .mmap = both_mmap };

/* Which team is not said. */
static void some_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	if (!team)
		team = the_team;
	team_get(team);
}
static void some_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	slot_put(slot);
	team_put(team);
}
static const struct vm_operations_struct some_ops = { .open = some_open, .close = some_close };
static int some_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	slot_get(slot);
	team_get(slot->team);
	vma->vm_ops = &some_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations some_fops = { .mmap = some_mmap };

/* What takes the slot may take its team. */
static void below_open(struct vm_area_struct *vma)
{
	slot_get(vma->vm_private_data);
}
static void below_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	slot_put(slot);
	team_put(team);
}
static const struct vm_operations_struct below_ops = { .open = below_open, .close = below_close };
static int below_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	slot_get(slot);
	team_get(slot->team);
	vma->vm_ops = &below_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations below_fops = { .mmap = below_mmap };

/* The last user puts it, and open counts the users. */
static void last_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	kref_get(&slot->ref);
}
static void last_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	if (kref_put(&slot->ref, slot_release))
		team_put(team);
}
static const struct vm_operations_struct last_ops = { .open = last_open, .close = last_close };
static int last_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	kref_get(&slot->ref);
	team_get(slot->team);
	vma->vm_ops = &last_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations last_fops = { .mmap = last_mmap };

static void freed_open(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;

	kref_get(&slot->team->ref);
}
static void freed_close(struct vm_area_struct *vma)
{
	struct slot *slot = vma->vm_private_data;
	struct team *team = slot->team;

	if (!kref_put(&team->ref, team_release))
		return;
	kref_put(&slot->ref, slot_release);
}
static const struct vm_operations_struct freed_ops = { .open = freed_open, .close = freed_close };
static int freed_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct slot *slot = file->private_data;

	kref_get(&slot->ref);
	kref_get(&slot->team->ref);
	vma->vm_ops = &freed_ops;
	vma->vm_private_data = slot;
	return 0;
}
static const struct file_operations freed_fops = { .mmap = freed_mmap };
