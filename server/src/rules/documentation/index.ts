// SPDX-License-Identifier: GPL-2.0-only
/** The rules of `vmops docs-check`, in the order of the catalogue. */
import { docMissingOp } from './missingOp.ts';
import { docPrototypeDrift } from './prototypeDrift.ts';
import type { DocumentRule } from './rule.ts';
import { docStaleContract } from './staleContract.ts';
import { docStaleOp } from './staleOp.ts';

export const documentRules: DocumentRule[] = [docPrototypeDrift, docMissingOp, docStaleOp, docStaleContract];
