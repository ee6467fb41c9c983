import { useCallback, useSyncExternalStore } from 'react';
import type { Signal } from '../core/signal';

/** The value of a signal. */
export function useSignal<T>(signal: Signal<T>): T {
  const subscribe = useCallback((callback: () => void) => signal.subscribe(callback), [signal]);
  const get = (): T => signal.get();
  return useSyncExternalStore(subscribe, get, get);
}
