import { Cell, type Signal } from '../core/signal';
import type { LiveResult } from './types';

/** The result of a live query that is not asked for. */
export const SKIPPED: Signal<LiveResult<never>> = new Cell<LiveResult<never>>({
  items: [],
  totalCount: undefined,
  changes: [],
  status: 'ended',
  error: undefined,
});
