// SPDX-License-Identifier: GPL-2.0-only
/** Whether the path has looked if the page is still in the mapping, since it was locked. */

import type { Tri } from '../state.ts';
import { property } from './property.ts';

export const truncation = {
  truncation: property<Tri>({
    initial: 'no',
    apart: (checked) => checked,
    noticed: (checked) => checked,
    giveBack(checked, { next }) {
      if (checked !== 'no' && next.truncation !== 'yes') next.truncation = checked;
      return true;
    },
  }),
};
