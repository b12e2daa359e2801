/* release: 6.12 6.1 */
/* expect: none */
/* Here every put holds the lock, */
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

static void room_enter(struct house *house, struct room *room)
{
	scoped_guard(mutex, &house->lock)
		kref_put(&room->ref, room_release);
}

static void room_open(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;

	kref_get(&room->ref);
}

static void room_close(struct vm_area_struct *vma)
{
	struct room *room = vma->vm_private_data;
	struct house *house = room->house;

	mutex_lock(&house->lock);
	kref_put(&room->ref, room_release);
	mutex_unlock(&house->lock);
}
static const struct vm_operations_struct room_ops = { .open = room_open, .close = room_close };

/* here the release takes it itself, */
static void guest_release(struct kref *ref)
{
	struct guest *guest = container_of(ref, struct guest, ref);

	spin_lock(&guest->house->guests_lock);
	list_del(&guest->node);
	spin_unlock(&guest->house->guests_lock);
	kfree(guest);
}

static void guest_leave(struct house *house, struct guest *guest)
{
	mutex_lock(&house->lock);
	kref_put(&guest->ref, guest_release);
	mutex_unlock(&house->lock);
}

static void guest_drop(struct house *house, struct guest *guest)
{
	mutex_lock(&house->lock);
	kref_put(&guest->ref, guest_release);
	mutex_unlock(&house->lock);
}

static void guest_open(struct vm_area_struct *vma)
{
	struct guest *guest = vma->vm_private_data;

	kref_get(&guest->ref);
}

static void guest_close(struct vm_area_struct *vma)
{
	struct guest *guest = vma->vm_private_data;

	kref_put(&guest->ref, guest_release);
}
static const struct vm_operations_struct guest_ops = { .open = guest_open, .close = guest_close };

/* here it is on no list, */
static void key_release(struct kref *ref)
{
	kfree(container_of(ref, struct key, ref));
}

static void key_leave(struct house *house, struct key *key)
{
	mutex_lock(&house->lock);
	kref_put(&key->ref, key_release);
	mutex_unlock(&house->lock);
}

static void key_drop(struct house *house, struct key *key)
{
	mutex_lock(&house->lock);
	kref_put(&key->ref, key_release);
	mutex_unlock(&house->lock);
}

static void key_open(struct vm_area_struct *vma)
{
	struct key *key = vma->vm_private_data;

	kref_get(&key->ref);
}

static void key_close(struct vm_area_struct *vma)
{
	struct key *key = vma->vm_private_data;

	kref_put(&key->ref, key_release);
}
static const struct vm_operations_struct key_ops = { .open = key_open, .close = key_close };

/* and here others hold no lock either. */
static void door_release(struct kref *ref)
{
	struct door *door = container_of(ref, struct door, ref);

	list_del(&door->node);
	kfree(door);
}

static void door_leave(struct house *house, struct door *door)
{
	mutex_lock(&house->lock);
	kref_put(&door->ref, door_release);
	mutex_unlock(&house->lock);
}

static void door_drop(struct door *door)
{
	kref_put(&door->ref, door_release);
}

static void door_open(struct vm_area_struct *vma)
{
	struct door *door = vma->vm_private_data;

	kref_get(&door->ref);
}

static void door_close(struct vm_area_struct *vma)
{
	struct door *door = vma->vm_private_data;

	kref_put(&door->ref, door_release);
}
static const struct vm_operations_struct door_ops = { .open = door_open, .close = door_close };
