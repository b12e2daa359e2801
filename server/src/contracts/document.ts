import type { SourceFile } from '../text/source.ts';
import type { DocumentedOp } from './model.ts';
export interface LockingDocument {
  file: SourceFile;
  operations: Map<string, DocumentedOp>;
}
