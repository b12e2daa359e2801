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
  /** What a reviewer asks, where that is not what the rule asks of all it finds. */
  asks?: Ask | undefined;
  /** What the code to write instead is made of, where no fix has it. */
  remedy?: Remedy | undefined;
}

/** A question of a reply. `{who}`, `{here}`, `{op}` and `{table}` stand for words that the reply knows. */
export interface Ask {
  question: string;
  /** What happens, one sentence, where the consequences do not tell it. */
  consequence?: string;
  /** The question does not name the fault: the reply tells it too. */
  tellsFault?: boolean;
}

/** What a reply makes code of. */
export interface Remedy {
  /** Lines of C, to write in place of what is there, or in front of a return. */
  code?: readonly string[];
  /** The lock to give back, as the path names it. */
  lock?: string;
  /** What makes a VM_FAULT code of the errno: at the return, or only where the errno arises. */
  converter?: { name: string; isAtReturn: boolean };
  /** The operator to compare with. */
  comparison?: string;
  /** The index that nothing compares. */
  index?: string;
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
