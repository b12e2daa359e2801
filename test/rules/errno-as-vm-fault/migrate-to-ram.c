/* release: 6.12 5.4 */
/* A member of struct dev_pagemap_ops that core calls for a fault of device memory. */
struct vram { int gone; int (*fetch)(struct vram *vram, unsigned long at); };

static vm_fault_t bare_to_ram(struct vm_fault *vmf)
{
	struct vram *vram = vmf->page->zone_device_data;

	if (vram->gone)
		return -ENODEV;
/*              ^^^^^^^^^^^^^^^ error[errno-as-vm-fault]: migrate_to_ram handler bare_to_ram() returns -ENODEV, but
 * its result is a set of VM_FAULT bits: return VM_FAULT_SIGBUS instead
 */
	return 0;
}
static const struct dev_pagemap_ops bare_ops = { .migrate_to_ram = bare_to_ram };

static vm_fault_t code_to_ram(struct vm_fault *vmf)
{
	struct vram *vram = vmf->page->zone_device_data;

	if (vram->gone)
		return VM_FAULT_SIGBUS;
	return 0;
}
static const struct dev_pagemap_ops code_ops = { .migrate_to_ram = code_to_ram };
