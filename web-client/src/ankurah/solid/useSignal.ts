import { createRenderEffect, createSignal, onCleanup, untrack, type Accessor } from 'solid-js';
import type { Signal } from '../core/signal';

/** The value of a signal, which may be another signal from time to time. */
export function useSignal<T>(source: () => Signal<T>): Accessor<T> {
  const [value, setValue] = createSignal(untrack(() => source().get()));
  createRenderEffect(() => {
    const signal = source();
    const take = (): void => {
      setValue(() => signal.get());
    };
    onCleanup(signal.subscribe(take));
    take();
  });
  return value;
}
