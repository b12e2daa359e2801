// SPDX-License-Identifier: GPL-2.0-only
/** What a function that maps takes and gives back where it fails, so that close has to; and the other way round. */

import { arePair } from '../../analysis/claims/pairs.ts';
import type { Balance, ClaimOf } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import {
  claimUnder,
  fieldOfKey,
  isCounterKey,
  structOfKey,
} from '../../analysis/state/properties/claimKeys.ts';
import { FIRST, GIVEN_BY_POINTER, OPENED } from '../../analysis/state/properties/claims.ts';
import { definesStruct } from '../../facts/declarations/structs.ts';
import { acquires, countsDown, fillsField } from '../../facts/functions/openAcquires.ts';
import { nameOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, OpsTable, Program } from '../../facts/model.ts';
import { calls } from '../../facts/names/mentions.ts';
import { spot } from '../../text/source.ts';
import { givenByClose, pairsOf } from '../mappings/pairs.ts';
import type { Draft } from '../rule.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** A count that success takes, failure gives back, and close leaves. */
export function neverGiven(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances } = mapping;
  const functions = program.files.get(definition.file.path)?.functions ?? [];
  const drafts: Draft[] = [];
  for (const { one, table } of waysWith(mapping)) {
    const closes = handlersOf(table, 'close', reports);
    const [close] = closes;
    if (close === undefined) continue;
    for (const [key, claim] of one.claims) {
      const { taken, net, isMixed } = claim;
      if (net <= 0 || taken === null || isMixed === true || !isOwnCounter(key, definition, program)) continue;
      const given = givenOnFailure(balances, key);
      if (given === null || closes.some((other) => mayGive(other, key, functions))) continue;
      if (isGivenElsewhere(key, mapping, functions)) continue;
      const place = nameOf(close.definition);
      drafts.push({
        once: `${spot(place)} ${key}`,
        place,
        function: close.definition.name,
        table: table.name,
        op: 'close',
        confidence: confidenceOf(one),
        says: {
          fault: `close handler ${close.definition.name}() does not give back what ${definition.name}() takes for a mapping (${taken.by}) and itself gives back where it fails (${given.by})`,
          consequences: [
            'the count stays up after the last munmap(), and what waits for it to go down never happens',
          ],
          advice: 'give it back in close',
        },
        related: wayTo(one.trace, [
          { place: taken.place, message: `${taken.by} takes it` },
          { place: given.place, message: `${given.by} gives it back where the mapping fails` },
        ]),
      });
    }
  }
  return drafts;
}

/** A count that failure and close give back, and success has not taken. */
export function neverTaken(mapping: MappingReport, reports: HandlerReport[], program: Program): Draft[] {
  const { definition, balances } = mapping;
  const drafts: Draft[] = [];
  for (const { one, table } of waysWith(mapping)) {
    // What open takes as well mmap-reference has told of.
    const pairs = pairsOf(table, reports);
    const closes = handlersOf(table, 'close', reports);
    for (const failed of balances) {
      if (!failed.failed || failed.assumed || one.claims.has(OPENED)) continue;
      for (const [key, { net, given, taken, sure }] of failed.claims) {
        if (net >= 0 || given === null || taken !== null || !sure) continue;
        if (!isOwnCounter(key, definition, program) || pairs.some((pair) => pair.key === key)) continue;
        if (balances.some(({ claims }) => takes(claims, key))) continue;
        const again = givenByClose(closes, [key]);
        if (again === null) continue;
        drafts.push({
          once: `${spot(given.place)} ${key}`,
          place: given.place,
          function: definition.name,
          table: table.name,
          op: 'mmap',
          confidence: confidenceOf(failed),
          says: {
            fault: `${definition.name}() gives back here what it never took (${given.by}), and close of ${table.name} gives it back after success (${again.by})`,
            consequences: ['the count goes below what others hold'],
            advice: `take it at the beginning of ${definition.name}()`,
          },
          related: wayTo(failed.trace, [{ place: again.place, message: `close gives it back: ${again.by}` }]),
        });
      }
    }
  }
  return drafts;
}

const takes = (claims: Balance['claims'], key: string) =>
  claimUnder(claims, key)?.taken != null || claims.has(`${FIRST}${key}`);

/** The ways that succeed with a table which is surely known. */
function waysWith({ balances, status }: MappingReport): { one: Balance; table: OpsTable }[] {
  if (status !== 'complete') return [];
  return balances.flatMap((one) => {
    const table = one.table?.definition ?? null;
    const isSure = table !== null && table.form !== 'copy' && !table.writtenAtRunTime;
    return isSure && !one.failed && !one.assumed ? [{ one, table }] : [];
  });
}

/** A counter in a struct of which no other file knows. */
function isOwnCounter(key: string, { file }: FunctionDefinition, program: Program): boolean {
  const struct = structOfKey(key);
  const facts = program.files.get(file.path);
  if (!isCounterKey(key) || struct === null || facts === undefined) return false;
  return file.path.endsWith('.c') && definesStruct(struct, facts);
}

/** Of what was taken on the same way. */
function givenOnFailure(balances: readonly Balance[], key: string): ClaimOf['given'] {
  for (const { failed, claims } of balances) {
    const found = failed ? claimUnder(claims, key) : undefined;
    if (found?.taken && found.given && found.net <= 0) return found.given;
  }
  return null;
}

/**
 * close counts it in some way, or calls something that counts it down. No function out of sight knows of the counter, but
 * what is called through a pointer may lead back.
 */
function mayGive(
  { status, handedTo, defers, balances, definition }: HandlerReport,
  key: string,
  functions: readonly FunctionDefinition[],
): boolean {
  if (status !== 'complete' || defers || handedTo.has('')) return true;
  if (functions.some((one) => lowers(one, key) && reaches(definition, one, functions))) return true;
  return balances.some(
    ({ claims }) =>
      claims.has(OPENED) || claims.has(GIVEN_BY_POINTER) || claimUnder(claims, key) !== undefined,
  );
}

/** Whether it counts down that counter, as far as types tell. */
function lowers(definition: FunctionDefinition, key: string): boolean {
  const structs = countsDown(definition, fieldOfKey(key));
  return structs.has(null) || structs.has(structOfKey(key));
}

/** By calls of functions of the file, or by itself. */
function reaches(
  from: FunctionDefinition,
  to: FunctionDefinition,
  functions: readonly FunctionDefinition[],
): boolean {
  const seen = new Set([from]);
  for (const at of seen) {
    if (at === to) return true;
    for (const one of functions) if (!seen.has(one) && calls(at, one)) seen.add(one);
  }
  return false;
}

/** Something else of the file counts it down for what it has not counted up itself, nor the function that it undoes; or sets it. */
function isGivenElsewhere(
  key: string,
  { definition }: MappingReport,
  functions: readonly FunctionDefinition[],
): boolean {
  const field = fieldOfKey(key);
  const others = functions.filter((one) => one !== definition);
  const countsUp = (one: FunctionDefinition) => acquires(one, { kind: 'counter', field });
  const takers = others.filter(countsUp);
  return others.some((one) => {
    if (fillsField(one, field)) return true;
    if (!lowers(one, key) || takers.includes(one)) return false;
    if (takers.some((taker) => undoes(one.name, taker.name))) return false;
    // What this one calls may be for its own failure alone.
    return (
      !calls(definition, one) ||
      others.some((other) => other !== one && calls(other, one) && !countsUp(other))
    );
  });
}

/** `foo_release()` undoes `foo_open()`, and `foo_deactivate()` undoes `foo_activate()`. */
function undoes(name: string, taker: string): boolean {
  if (arePair(taker, name)) return true;
  return NEGATIONS.some((negation) => name.includes(negation) && name.replace(negation, '_') === taker);
}

const NEGATIONS = ['_de', '_un', '_dis'];
