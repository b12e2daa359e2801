// SPDX-License-Identifier: GPL-2.0-only
/** What the data says about VM_FAULT_* results, FAULT_FLAG_* bits, struct vm_fault and VM_* flags in one release. */
import faultCodes from './data/faultCodes.json';
import faultFlags from './data/faultFlags.json';
import vmFault from './data/vmFault.json';
import vmFlags from './data/vmFlags.json';
import vmFlagsApi from './data/vmFlagsApi.json';
import type { Release } from './model.ts';
import { type Era, inEra, isSince } from './release.ts';

interface Valued extends Era {
  value: number;
}

/** One VM_FAULT_* result through the releases; `name` is without the prefix. */
export interface FaultCode extends Era {
  name: string;
  values: Valued[];
  /** Who may say it: a handler, core, or only DAX inside. */
  setBy: ('handler' | 'core' | 'dax')[];
  meaning: string;
  history?: string[];
}

/** One FAULT_FLAG_* bit through the releases; `name` is without the prefix. */
export interface FaultFlag extends Era {
  name: string;
  values: Valued[];
  meaning: string;
}

/** One field of struct vm_fault (or struct fault_env) for a stretch of releases. */
export interface FaultField extends Era {
  name: string;
  type: string;
  /** From here on the field is const: a handler cannot assign it. */
  constSince?: string;
  meaning: string;
}

/** One VM_* flag of a VMA; `name` is without the prefix. */
export interface VmFlag extends Era {
  name: string;
  replacedBy?: string;
  /** Only where it has been the same since the flag came. */
  value?: number;
  meaning: string;
}

/** How code may change vma->vm_flags in a stretch of releases. */
export interface VmFlagsApi extends Era {
  /** A plain store compiles. */
  directStore: boolean;
  functions: string[];
  meaning: string;
}

export const FAULT_CODES = faultCodes.codes as FaultCode[];
export const FAULT_FLAGS = faultFlags.flags as FaultFlag[];
export const VM_FLAGS = vmFlags.flags as VmFlag[];
const ERRORS: (Era & { codes: string[] })[] = faultCodes.errors;
const TYPES: (Era & { returns: string; meaning: string })[] = faultCodes.type;
const FIELDS: FaultField[] = vmFault.fields;
const ENV_FIELDS: FaultField[] = vmFault.faultEnv;

/** The VM_FAULT_* results of a release with their values. MINOR is 0 from 2.6.23; before, all were plain numbers. */
export function faultCodesOf(release: Release): Map<string, number> {
  const values = new Map<string, number>();
  for (const code of FAULT_CODES) {
    const value = inEra(release, code) ? code.values.find((era) => inEra(release, era)) : undefined;
    if (value) values.set(code.name, value.value);
  }
  return values;
}

/** The results that VM_FAULT_ERROR covers; empty before 2.6.23, when it did not exist. */
export function faultErrorsOf(release: Release): Set<string> {
  return new Set(ERRORS.find((era) => inEra(release, era))?.codes ?? []);
}

/** The fields of struct vm_fault in a release; empty before 2.6.23. */
export function faultFieldsOf(release: Release): FaultField[] {
  return FIELDS.filter((field) => inEra(release, field));
}

/** The fields of struct fault_env, which exists in 4.8 and 4.9 only. */
export function faultEnvFieldsOf(release: Release): FaultField[] {
  return ENV_FIELDS.filter((field) => inEra(release, field));
}

/** Whether a handler may assign a field of struct vm_fault; true for names that it does not have. */
export function isFaultFieldWritable(release: Release, name: string): boolean {
  const field = faultFieldsOf(release).find((f) => f.name === name);
  return !field?.constSince || !isSince(release, field.constSince);
}

/** How vma->vm_flags is changed in a release. */
export function vmFlagsApiOf(release: Release): VmFlagsApi | undefined {
  return (vmFlagsApi.eras as VmFlagsApi[]).find((era) => inEra(release, era));
}

/** The releases in which a plain store to vma->vm_flags compiles. */
export function directStores(): Era | undefined {
  return (vmFlagsApi.eras as VmFlagsApi[]).find((era) => era.directStore);
}

/** Type names that mean another type to the compiler: vm_fault_t is int in 4.17–5.0. For sameType(). */
export function typedefsOf(release: Release): Map<string, string> {
  const era = TYPES.find((type) => inEra(release, type));
  return new Map(era?.returns === 'int' ? [['vm_fault_t', 'int']] : []);
}
