// SPDX-License-Identifier: GPL-2.0-only
/** What the analysis knows of one function, as a handler or as a function that maps. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../analysis/reports/report.ts';
import { isHandedVma } from '../facts/mappings/fileMmaps.ts';
import { mappingCandidates } from '../facts/mappings/mappings.ts';
import type { FunctionDefinition } from '../facts/model.ts';
import { reachedBy } from '../facts/names/reachedBy.ts';
import { DEPTH } from '../workspace/definitions.ts';
import { analyse, analysisOf } from './analyse.ts';
import { load } from './load.ts';
import type { Loaded, LoadRequest } from './request.ts';

export interface ExplainedFunction {
  loaded: Loaded;
  /** The function's definitions in the file; several under different `#if` arms, empty when it has none. */
  definitions: FunctionDefinition[];
  reports: HandlerReport[];
  mappings: MappingReport[];
  /** Those that come to a function which core does not call itself. */
  reachedBy: string[];
  /** All functions of the file, and those of them that can be explained. */
  functions: string[];
  candidates: string[];
}

/**
 * Reads the file, the tables that use the function, and what it calls, and explores it for each op.
 *
 * @param path the file, absolute or relative to `request.cwd`
 */
export async function analyseFunction(
  path: string,
  name: string,
  request: Omit<LoadRequest, 'paths' | 'onProgress' | 'concerns'>,
): Promise<ExplainedFunction> {
  const loaded = await load(
    {
      ...request,
      paths: [path],
      concerns: (table, isNamed) => isNamed || table.members.some(({ handler }) => handler === name),
    },
    DEPTH,
  );
  const file = loaded.named[0];
  const facts = file === undefined ? undefined : loaded.program.files.get(file);
  const inFile = (definition: FunctionDefinition) => definition.file.path === file;
  const handlers = loaded.handlers.filter(({ definitions }) => definitions.some(inFile));
  const mapsAnywhere = mappingCandidates(loaded.program).map(({ definition }) => definition);
  const mapping = mapsAnywhere.filter(inFile);
  const isMeant = (definition: FunctionDefinition) => definition.name === name && inFile(definition);
  const own = loaded.handlers
    .map((handler) => ({ ...handler, definitions: handler.definitions.filter(isMeant) }))
    .filter(({ definitions }) => definitions.length > 0);
  const { reports } = analyse({
    ...loaded,
    handlers: own,
    libraries: loaded.libraries.filter(({ definition }) => isMeant(definition)),
  });
  // Of a subsystem's function no table need be under lint.
  const analysis = analysisOf(loaded);
  const definitions = (facts?.functions ?? []).filter(isMeant);
  const isCalledByCore = reports.length > 0 || mapping.some(isMeant);
  const called = loaded.handlers.flatMap((handler) => handler.definitions);
  return {
    loaded,
    definitions,
    reports,
    // What is handed a VMA maps for others.
    mappings: (isCalledByCore ? mapping.filter(isMeant) : definitions.filter(isHandedVma)).flatMap(
      (definition) => analysis.mapping(definition),
    ),
    reachedBy: isCalledByCore
      ? []
      : reachedBy(definitions, new Set([...mapsAnywhere, ...called]), loaded.program),
    functions: [...new Set((facts?.functions ?? []).map((one) => one.name))],
    candidates: [
      ...new Set(
        [...handlers.flatMap(({ definitions }) => definitions.filter(inFile)), ...mapping].map(
          (one) => one.name,
        ),
      ),
    ],
  };
}
