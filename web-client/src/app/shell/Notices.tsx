import { useSignal } from '../../ankurah/react/useSignal';
import { dismiss, notices } from './notices';

export function Notices() {
  return (
    <div className="notices" role="status" aria-live="polite">
      {useSignal(notices).map(({ id, text, action }) => (
        <p key={id}>
          <span>{text}</span>
          {action && (
            <button
              type="button"
              className="small"
              onClick={() => {
                action.run();
                dismiss(id);
              }}
            >
              {action.label}
            </button>
          )}
        </p>
      ))}
    </div>
  );
}
