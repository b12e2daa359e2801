// SPDX-License-Identifier: GPL-2.0-only
/** What a finding says, in parts: who shows it chooses among them, and nobody has to take prose apart. */

/** Each part is one line, with a lower-case first word and no full stop. */
export interface Says {
  /** What is wrong. */
  fault: string;
  /** What comes of it, a clause each. */
  consequences?: readonly string[];
  /** What to do, as one says it to somebody; absent where the fault tells. */
  advice?: string | undefined;
  /** What is to be known about the finding itself. */
  remark?: string | undefined;
}

/** What is said behind the fault. */
export type Sequel = Omit<Says, 'fault'>;

/** Returns it as one line: `foo() returns X: core takes that for success; return VM_FAULT_NOPAGE`. */
export function messageOf({ fault, remark, ...sequel }: Says): string {
  const rest = sequelText(sequel);
  const told = rest === '' ? fault : `${fault}: ${rest}`;
  return remark === undefined ? told : `${told}; ${remark}`;
}

/** Returns what comes of it and what to do as one line; '' where neither is said. */
export function sequelText({ consequences = [], advice }: Sequel): string {
  return [...consequences, ...(advice === undefined ? [] : [advice])].join('; ');
}

/** The same of a fault that lacks its subject. */
export function withSubject(subject: string, says: Says): Says {
  return { ...says, fault: `${subject} ${says.fault}` };
}

/** Returns both forms in which a finding has it. */
export function said(says: Says): { says: Says; message: string } {
  return { says, message: messageOf(says) };
}
