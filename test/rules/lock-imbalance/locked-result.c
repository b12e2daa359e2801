// SPDX-License-Identifier: GPL-2.0-only
// A long function looks an object up and answers with it locked: each of its own pairs is whole by its text.
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mutex.h>

struct lamp_slot {
	struct mutex lock;
	struct list_head list;
	struct file *file;
	struct page *page;
	u64 id;
	bool dead;
	bool failed;
	pid_t pid;
};

struct lamp {
	struct mutex slots_lock;
	struct list_head broken;
	struct lamp_slot *slots[16];
	u64 shown;
};

#define LAMP_ANY_TASK 1
#define LAMP_BROKEN 2

static struct lamp_slot *lamp_find_broken(struct lamp *lamp, u64 id, struct file *file)
{
	struct lamp_slot *slot;

	list_for_each_entry(slot, &lamp->broken, list)
		if (slot->id == id || slot->file == file)
			return slot;
	return NULL;
}

/* Returns the slot with its lock held, or NULL. */
static struct lamp_slot *lamp_find(struct lamp *lamp, u64 id, struct file *file, int how)
{
	struct lamp_slot *slot = NULL;
	pid_t pid = task_tgid_nr(current);
	int locked;

	if (id < 16) {
		while (true) {
			mutex_lock(&lamp->slots_lock);
			slot = lamp->slots[id];
			/* Another file may have come to the place meanwhile, whose slot is none of this one's. */
			if (slot && slot->file != file)
				slot = NULL;
			if (!slot && (how & LAMP_BROKEN))
				slot = lamp_find_broken(lamp, id, file);
			if (!slot) {
				mutex_unlock(&lamp->slots_lock);
				goto out;
			}

			/*
			 * The slot is removed under both locks, and its own is the inner one; it is held for long, so that
			 * nobody waits for it with the other in hand: all others would have to wait as well, for whatever slot.
			 */
			locked = mutex_trylock(&slot->lock);
			mutex_unlock(&lamp->slots_lock);
			if (locked)
				break;
		}

		if (slot->dead)
			goto denied;
		if (!(how & LAMP_ANY_TASK) && slot->pid != pid)
			goto denied;
	}
out:
	return slot;

denied:
	mutex_unlock(&slot->lock);
	slot = NULL;
	goto out;
}

static void lamp_put(struct lamp_slot *slot)
{
	mutex_unlock(&slot->lock);
}

static vm_fault_t lamp_fault(struct vm_fault *vmf)
{
	struct lamp *lamp = vmf->vma->vm_private_data;
	struct lamp_slot *slot = lamp_find(lamp, lamp->shown, vmf->vma->vm_file, LAMP_BROKEN);

	if (!slot)
		return VM_FAULT_SIGBUS;
	if (slot->failed)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler lamp_fault() returns with &slot->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
	vmf->page = slot->page;
	get_page(vmf->page);
	lamp_put(slot);
	return 0;
}

static vm_fault_t lamp_good_fault(struct vm_fault *vmf)
{
	struct lamp *lamp = vmf->vma->vm_private_data;
	struct lamp_slot *slot = lamp_find(lamp, lamp->shown, vmf->vma->vm_file, LAMP_BROKEN);
	vm_fault_t ret = 0;

	if (!slot)
		return VM_FAULT_SIGBUS;
	if (slot->failed) {
		ret = VM_FAULT_SIGBUS;
		goto out;
	}
	vmf->page = slot->page;
	get_page(vmf->page);
out:
	lamp_put(slot);
	return ret;
}

static const struct vm_operations_struct lamp_vm_ops = {
	.fault = lamp_fault,
};

static const struct vm_operations_struct lamp_good_vm_ops = {
	.fault = lamp_good_fault,
};
