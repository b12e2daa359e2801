// SPDX-License-Identifier: GPL-2.0-only
/** Every rule, in the order of the catalogue. */

import { documentRules } from './documentation/index.ts';
import { insertFlags } from './flags/insertFlags.ts';
import { maywriteKept } from './flags/maywriteKept.ts';
import { vmaWriteInFault } from './flags/vmaWriteInFault.ts';
import { vmFlagsDirectWrite } from './flags/vmFlagsDirectWrite.ts';
import { freezeUnbalanced } from './locks/freezeUnbalanced.ts';
import { lockImbalance } from './locks/lockImbalance.ts';
import { lockNotHeld } from './locks/lockNotHeld.ts';
import { lockOrder } from './locks/lockOrder.ts';
import { mkwriteNoFreezeProtection } from './locks/mkwriteNoFreezeProtection.ts';
import { mmapLockInHandler } from './locks/mmapLockInHandler.ts';
import { mmapLockOrder } from './locks/mmapLockOrder.ts';
import { retryProtocol } from './locks/retryProtocol.ts';
import { sleepInAtomicOp } from './locks/sleepInAtomicOp.ts';
import { sleepUnderSpinlock } from './locks/sleepUnderSpinlock.ts';
import { userAccessInHandler } from './locks/userAccessInHandler.ts';
import { vmaUseAfterRetry } from './locks/vmaUseAfterRetry.ts';
import { accessBound } from './mappings/accessBound.ts';
import { memoryKind } from './mappings/memoryKind.ts';
import { mmapBound } from './mappings/mmapBound.ts';
import { mmapReference } from './mappings/mmapReference.ts';
import { pgoffBound } from './mappings/pgoffBound.ts';
import { resourceLeak } from './mappings/resourceLeak.ts';
import { unclearedMemory } from './mappings/unclearedMemory.ts';
import { vmaKept } from './mappings/vmaKept.ts';
import { faultWithoutPage } from './pages/faultWithoutPage.ts';
import { hugeFaultFilemap } from './pages/hugeFaultFilemap.ts';
import { lockedNotLocked } from './pages/lockedNotLocked.ts';
import { mkwriteTruncateCheck } from './pages/mkwriteTruncateCheck.ts';
import { pageLockLeak } from './pages/pageLockLeak.ts';
import { pageReference } from './pages/pageReference.ts';
import { useAfterPut } from './pages/useAfterPut.ts';
import { errnoAsVmFault } from './results/errnoAsVmFault.ts';
import { faultCodeNotAllowed } from './results/faultCodeNotAllowed.ts';
import { ignoredInsertResult } from './results/ignoredInsertResult.ts';
import { insertEbusy } from './results/insertEbusy.ts';
import { insertResultTest } from './results/insertResultTest.ts';
import { pfnMkwriteLivelock } from './results/pfnMkwriteLivelock.ts';
import { pfnMkwriteReturn } from './results/pfnMkwriteReturn.ts';
import { vmFaultAsErrno } from './results/vmFaultAsErrno.ts';
import type { Rule, RuleCard } from './rule.ts';
import { closeWithoutOpen } from './tables/closeWithoutOpen.ts';
import { missingAccess } from './tables/missingAccess.ts';
import { missingPfnMkwrite } from './tables/missingPfnMkwrite.ts';
import { nonConstTable } from './tables/nonConstTable.ts';
import { opPrototype } from './tables/opPrototype.ts';
import { unknownOp } from './tables/unknownOp.ts';
import { targetRules } from './target/index.ts';
import { unusedSuppression } from './unusedSuppression.ts';

export const rules: Rule[] = [
  unknownOp,
  opPrototype,
  nonConstTable,
  missingPfnMkwrite,
  closeWithoutOpen,
  mmapReference,
  resourceLeak,
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
  pageReference,
  lockedNotLocked,
  pageLockLeak,
  mkwriteTruncateCheck,
  mmapLockInHandler,
  mmapLockOrder,
  lockOrder,
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
  lockNotHeld,
  insertFlags,
  vmaWriteInFault,
  vmFlagsDirectWrite,
  maywriteKept,
  vmaKept,
  pgoffBound,
  mmapBound,
  accessBound,
  memoryKind,
  unclearedMemory,
  unusedSuppression,
];

/** The rules of `vmops lint`, of `lint --target` alone, and of `vmops docs-check`. */
export const catalogue: RuleCard[] = [...rules, ...targetRules, ...documentRules];
