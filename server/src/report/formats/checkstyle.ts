// SPDX-License-Identifier: GPL-2.0-only
/** Checkstyle XML, which many CI servers read. */
import type { Finding } from '../../findings/finding.ts';
import { printedRange } from '../places.ts';
import { byFile, type Format, type ReportInput } from './format.ts';
import { xml } from './xml.ts';

export const checkstyle: Format = {
  name: 'checkstyle',
  purpose: 'Checkstyle XML, for CI servers',
  from: 'warning',
  write,
};

const SEVERITIES = { error: 'error', warning: 'warning', information: 'info' };

function write({ shown, repositoryPath }: ReportInput): string {
  const files = byFile(shown);
  const lines = [...files].flatMap(([path, findings]) => [
    `  <file name="${xml(repositoryPath(path))}">`,
    ...findings.map(errorLine),
    '  </file>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<checkstyle version="4.3">',
    ...lines,
    '</checkstyle>',
    '',
  ].join('\n');
}

function errorLine({ place, severity, message, rule }: Finding): string {
  const { line, column } = printedRange(place).start;
  return (
    `    <error line="${line}" column="${column}" severity="${SEVERITIES[severity]}" ` +
    `message="${xml(message)}" source="vmops.${xml(rule)}"/>`
  );
}
