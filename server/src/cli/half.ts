/** The second thread of a lint: waits for its half of the tables, checks them, and sends back what it found. */
import { parentPort } from 'node:worker_threads';
import { lint } from '../core/lint.ts';
import { type HalfRequest, isInHalf, toHalfResult } from './halfMessages.ts';

parentPort?.once('message', async ({ request, candidates }: HalfRequest) => {
  try {
    const concerns = isInHalf(1, candidates);
    const result = await lint({ ...request, candidates, concerns });
    parentPort?.postMessage(toHalfResult(result));
  } finally {
    parentPort?.close();
  }
});
