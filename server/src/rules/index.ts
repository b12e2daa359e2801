/** Every rule, in the order of the catalogue. */
import { closeWithoutOpen } from './closeWithoutOpen.ts';
import { errnoAsVmFault } from './errnoAsVmFault.ts';
import { hugeFaultFilemap } from './hugeFaultFilemap.ts';
import { insertFlags } from './insertFlags.ts';
import { missingAccess } from './missingAccess.ts';
import { missingPfnMkwrite } from './missingPfnMkwrite.ts';
import { mmapLockInHandler } from './mmapLockInHandler.ts';
import { nonConstTable } from './nonConstTable.ts';
import { opPrototype } from './opPrototype.ts';
import { pfnMkwriteReturn } from './pfnMkwriteReturn.ts';
import { pgoffBound } from './pgoffBound.ts';
import { retryProtocol } from './retryProtocol.ts';
import type { Rule } from './rule.ts';
import { sleepInAtomicOp } from './sleepInAtomicOp.ts';
import { unknownOp } from './unknownOp.ts';
import { unusedSuppression } from './unusedSuppression.ts';
import { userAccessInHandler } from './userAccessInHandler.ts';
import { vmaUseAfterRetry } from './vmaUseAfterRetry.ts';
import { vmaWriteInFault } from './vmaWriteInFault.ts';
import { vmFlagsDirectWrite } from './vmFlagsDirectWrite.ts';

export const rules: Rule[] = [
  unknownOp,
  opPrototype,
  nonConstTable,
  missingPfnMkwrite,
  closeWithoutOpen,
  missingAccess,
  pfnMkwriteReturn,
  errnoAsVmFault,
  mmapLockInHandler,
  retryProtocol,
  vmaUseAfterRetry,
  userAccessInHandler,
  sleepInAtomicOp,
  hugeFaultFilemap,
  insertFlags,
  vmaWriteInFault,
  vmFlagsDirectWrite,
  pgoffBound,
  unusedSuppression,
];
