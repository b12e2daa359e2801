/* release: 6.12 6.1 */
/* Whoever walks the list of rooms holds the lock of the house. */
static void room_release(struct kref *ref)
{
	struct room *room = container_of(ref, struct room, ref);

	list_del(&room->node);
	kfree(room);
}

static void room_leave(struct house *house, struct room *room)
{
	mutex_lock(&house->lock);
	kref_put(&room->ref, room_release);
	mutex_unlock(&house->lock);
}

static void house_clear(struct house *house)
{
	struct room *room, *next;

	mutex_lock(&house->lock);
	list_for_each_entry_safe(room, next, &house->rooms, node)
		kref_put(&room->ref, room_release);
	mutex_unlock(&house->lock);
}

static void room_open(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;

	kref_get(&room->ref);
}

static void bare_close(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;

	kref_put(&room->ref, room_release);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-not-held]: bare_close() may call room_release() without lock,
 * which all 2 other kref_put() of this file hold for it: it takes the object out of a list while another task walks
 * that; take lock around it
 */
}
static const struct vm_operations_struct bare_ops = { .open = room_open, .close = bare_close };

/* In a part of it. */
static void desk_release(struct kref *ref)
{
	struct desk *desk = container_of(ref, struct desk, ref);

	hlist_del_init(&desk->node);
	kfree(desk);
}

static void desk_leave(struct house *house, struct desk *desk)
{
	spin_lock(&house->desks_lock);
	kref_put(&desk->ref, desk_release);
	spin_unlock(&house->desks_lock);
}

static void desk_drop(struct house *house, struct desk *desk, bool both)
{
	unsigned long flags;

	spin_lock_irqsave(&house->desks_lock, flags);
	if (both)
		kref_put(&desk->ref, desk_release);
	kref_put(&desk->ref, desk_release);
	spin_unlock_irqrestore(&house->desks_lock, flags);
}

static void desk_open(struct vm_area_struct *vma)
{
	struct desk *desk = vma->vm_private_data;

	kref_get(&desk->ref);
}

static void desk_put(struct desk *desk)
{
	kref_put(&desk->ref, desk_release);
/*      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-not-held]: desk_put() may call desk_release() without
 * desks_lock, which all 3 other kref_put() of this file hold for it: it takes the object out of a list while another
 * task walks that; take desks_lock around it
 */
}

static void desk_close(struct vm_area_struct *vma)
{
	desk_put(vma->vm_private_data);
}
static const struct vm_operations_struct desk_ops = { .open = desk_open, .close = desk_close };
