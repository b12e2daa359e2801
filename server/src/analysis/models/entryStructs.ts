// SPDX-License-Identifier: GPL-2.0-only
/** Which struct a function that maps belongs to, by the object that it is handed. */
import { structIn } from '../../facts/declarations/structIn.ts';

/** The struct whose member has such a first parameter beside the VMA, where no declaration names the struct. */
const STRUCTS: ReadonlyMap<string, string> = new Map([
  ['struct file *', 'file_operations'],
  ['struct drm_gem_object *', 'drm_gem_object_funcs'],
  ['struct dma_buf *', 'dma_buf_ops'],
  ['void *', 'vb2_mem_ops'],
  ['struct bpf_map *', 'bpf_map_ops'],
  ['struct snd_pcm_substream *', 'snd_pcm_ops'],
  ['struct uio_info *', 'uio_info'],
  ['struct clcd_fb *', 'clcd_board'],
  ['struct vfio_device *', 'vfio_device_ops'],
  ['struct fb_info *', 'fb_ops'],
  ['struct socket *', 'proto_ops'],
  ['struct ib_ucontext *', 'ib_device_ops'],
  ['struct snd_hwdep *', 'snd_hwdep_ops'],
  ['struct snd_info_entry *', 'snd_info_entry_ops'],
]);

/** The same for a parameter that may stand anywhere. */
const TELLING = new Map([
  ['bin_attribute', 'bin_attribute'],
  ['kernfs_open_file', 'kernfs_ops'],
]);

/** Returns the struct for the types of the parameters; undefined where they tell none. */
export function structOf([first, ...others]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  const known = STRUCTS.get(first);
  const telling = [first, ...others].flatMap((type) => TELLING.get(structIn(type) ?? '') ?? []);
  return telling[0] ?? known;
}
