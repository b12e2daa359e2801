; SPDX-License-Identifier: GPL-2.0-only
; Parts of a text that the grammar could not place. Run on texts that have some, to find words that look like an
; attribute the macro tables do not know (server/src/syntax/mask/repair.ts).
(ERROR) @broken
