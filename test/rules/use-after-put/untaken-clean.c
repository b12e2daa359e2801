/* release: 4.17 6.12 */
/* expect: none */
struct rig { struct kref ref; struct mutex lock; void *mem; };
struct rigs { struct rig *now; };

static void rig_free(struct kref *ref)
{
	kfree(container_of(ref, struct rig, ref));
}
void rig_get(struct rig *rig)
{
	kref_get(&rig->ref);
}
void rig_put(struct rig *rig)
{
	kref_put(&rig->ref, rig_free);
}
static vm_fault_t rig_fault(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_file->private_data;

	rig_get(rig);
	if (mutex_lock_interruptible(&rig->lock))
		goto out;
	rig_fill(rig);
	mutex_unlock(&rig->lock);
out:
	rig_put(rig);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct rig_ops = { .fault = rig_fault };

/* By its counter. */
static vm_fault_t count_fault(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_private_data;

	kref_get(&rig->ref);
	rig_fill(rig);
	rig_put(rig);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct count_ops = { .fault = count_fault };

/* What a callee has taken. */
static struct rig *rigs_now(struct rigs *rigs)
{
	rig_get(rigs->now);
	return rigs->now;
}
static vm_fault_t now_fault(struct vm_fault *vmf)
{
	struct rig *rig = rigs_now(vmf->vma->vm_private_data);

	rig_fill(rig);
	rig_put(rig);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct now_ops = { .fault = now_fault };

/* Its caller has taken it. */
static vm_fault_t rest_of(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_private_data;

	rig_fill(rig);
	rig_put(rig);
	return VM_FAULT_NOPAGE;
}
static vm_fault_t first_fault(struct vm_fault *vmf)
{
	rig_get(vmf->vma->vm_private_data);
	return rest_of(vmf);
}
static const struct vm_operations_struct first_ops = { .fault = first_fault };

/* And a callee without its name. */
static bool rig_begin(struct rig *rig)
{
	return kref_get_unless_zero(&rig->ref);
}
static vm_fault_t begin_fault(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_private_data;

	if (!rig_begin(rig))
		return VM_FAULT_SIGBUS;
	rig_fill(rig);
	rig_put(rig);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct begin_ops = { .fault = begin_fault };

/* Another thing with put in its name. */
static vm_fault_t awake_fault(struct vm_fault *vmf)
{
	struct rig *rig = vmf->vma->vm_private_data;

	rig_awake(rig);
	rig_runtime_put(rig);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct awake_ops = { .fault = awake_fault };
