import type { Hover } from 'vscode-languageserver';
import type { Spot } from './server.ts';
export function hover(_spot: Spot): Hover | null {
  return null;
}
