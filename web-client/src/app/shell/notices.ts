import { Cell } from '../../ankurah/core/signal';

/** Something that is said in passing, with what may be done about it. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 8000;
const MOST = 3;

export const notices = new Cell<readonly Notice[]>([]);

let count = 0;

export function notify(text: string, action?: Notice['action']): void {
  const id = ++count;
  notices.set([...notices.get().slice(1 - MOST), { id, text, ...(action === undefined ? {} : { action }) }]);
  setTimeout(() => {
    dismiss(id);
  }, SHOWN_MS);
}

export function dismiss(id: number): void {
  notices.set(notices.get().filter((notice) => notice.id !== id));
}
