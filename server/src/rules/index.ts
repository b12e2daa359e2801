// SPDX-License-Identifier: GPL-2.0-only
/** Every rule, in the order of the catalogue. */
import { accessBound } from './accessBound.ts';
import { closeWithoutOpen } from './closeWithoutOpen.ts';
import { documentRules } from './documentation/index.ts';
import { errnoAsVmFault } from './errnoAsVmFault.ts';
import { faultCodeNotAllowed } from './faultCodeNotAllowed.ts';
import { faultWithoutPage } from './faultWithoutPage.ts';
import { freezeUnbalanced } from './freezeUnbalanced.ts';
import { hugeFaultFilemap } from './hugeFaultFilemap.ts';
import { ignoredInsertResult } from './ignoredInsertResult.ts';
import { insertEbusy } from './insertEbusy.ts';
import { insertFlags } from './insertFlags.ts';
import { insertResultTest } from './insertResultTest.ts';
import { lockedNotLocked } from './lockedNotLocked.ts';
import { lockImbalance } from './lockImbalance.ts';
import { maywriteKept } from './maywriteKept.ts';
import { missingAccess } from './missingAccess.ts';
import { missingPfnMkwrite } from './missingPfnMkwrite.ts';
import { mkwriteNoFreezeProtection } from './mkwriteNoFreezeProtection.ts';
import { mkwriteTruncateCheck } from './mkwriteTruncateCheck.ts';
import { mmapBound } from './mmapBound.ts';
import { mmapLockInHandler } from './mmapLockInHandler.ts';
import { nonConstTable } from './nonConstTable.ts';
import { opPrototype } from './opPrototype.ts';
import { pageLockLeak } from './pageLockLeak.ts';
import { pfnMkwriteLivelock } from './pfnMkwriteLivelock.ts';
import { pfnMkwriteReturn } from './pfnMkwriteReturn.ts';
import { pgoffBound } from './pgoffBound.ts';
import { retryProtocol } from './retryProtocol.ts';
import type { Rule, RuleCard } from './rule.ts';
import { sleepInAtomicOp } from './sleepInAtomicOp.ts';
import { sleepUnderSpinlock } from './sleepUnderSpinlock.ts';
import { targetRules } from './target/index.ts';
import { unknownOp } from './unknownOp.ts';
import { unusedSuppression } from './unusedSuppression.ts';
import { useAfterPut } from './useAfterPut.ts';
import { userAccessInHandler } from './userAccessInHandler.ts';
import { vmaKept } from './vmaKept.ts';
import { vmaUseAfterRetry } from './vmaUseAfterRetry.ts';
import { vmaWriteInFault } from './vmaWriteInFault.ts';
import { vmFaultAsErrno } from './vmFaultAsErrno.ts';
import { vmFlagsDirectWrite } from './vmFlagsDirectWrite.ts';

export const rules: Rule[] = [
  unknownOp,
  opPrototype,
  nonConstTable,
  missingPfnMkwrite,
  closeWithoutOpen,
  missingAccess,
  pfnMkwriteReturn,
  pfnMkwriteLivelock,
  errnoAsVmFault,
  vmFaultAsErrno,
  faultCodeNotAllowed,
  faultWithoutPage,
  ignoredInsertResult,
  insertResultTest,
  insertEbusy,
  lockedNotLocked,
  pageLockLeak,
  mkwriteTruncateCheck,
  mmapLockInHandler,
  retryProtocol,
  vmaUseAfterRetry,
  useAfterPut,
  userAccessInHandler,
  sleepInAtomicOp,
  sleepUnderSpinlock,
  freezeUnbalanced,
  mkwriteNoFreezeProtection,
  hugeFaultFilemap,
  lockImbalance,
  insertFlags,
  vmaWriteInFault,
  vmFlagsDirectWrite,
  maywriteKept,
  vmaKept,
  pgoffBound,
  mmapBound,
  accessBound,
  unusedSuppression,
];

/** The rules of `vmops lint`, of `lint --target` alone, and of `vmops docs-check`. */
export const catalogue: RuleCard[] = [...rules, ...targetRules, ...documentRules];
