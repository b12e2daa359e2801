/** Every rule, in the order of the catalogue. */
import { errnoAsVmFault } from './errnoAsVmFault.ts';
import { missingPfnMkwrite } from './missingPfnMkwrite.ts';
import { nonConstTable } from './nonConstTable.ts';
import { opPrototype } from './opPrototype.ts';
import { pfnMkwriteReturn } from './pfnMkwriteReturn.ts';
import type { Rule } from './rule.ts';
import { unknownOp } from './unknownOp.ts';
import { unusedSuppression } from './unusedSuppression.ts';

export const rules: Rule[] = [
  unknownOp,
  opPrototype,
  nonConstTable,
  missingPfnMkwrite,
  pfnMkwriteReturn,
  errnoAsVmFault,
  unusedSuppression,
];
