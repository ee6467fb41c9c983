import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A dialog of the browser's own, which keeps the focus inside and closes with Escape. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={name}
      onClose={({ currentTarget }) => {
        // The event comes late: it may be shown again by then.
        if (!currentTarget.open) {
          onClose();
        }
      }}
    >
      <h2 id={name}>{title}</h2>
      {children}
    </dialog>
  );
}
