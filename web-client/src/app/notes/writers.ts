/** How many colours there are for people who write together; `notes.css` has them. */
const COLOURS = 6;

/** The same as in `notes.css`, for other programs that write the same text. */
const SHADES = ['#6d28d9', '#1d4ed8', '#0f766e', '#166534', '#9a3412', '#9d174d'];

const MOST_LETTERS = 24;

const KEPT_AS = 'ankurah-writer';

/** Somebody at a text, as others are told. */
export interface Writer {
  readonly client: number;
  readonly name: string;
}

/** The class of the colour in which somebody is shown. */
export function colourOf(client: number): string {
  return `writer-${client % COLOURS}`;
}

/** What others are told of somebody. */
export function userOf(client: number, name: string): { name: string; color: string; colorLight: string } {
  const color = SHADES[client % COLOURS] ?? '#000000';
  return { name, color, colorLight: `${color}40` };
}

/** The name that somebody has said, whoever it was and whatever it is. */
export function nameOf(state: unknown): string {
  const user = (state as { readonly user?: { readonly name?: unknown } | null } | null)?.user;
  const name = typeof user?.name === 'string' ? user.name.trim().slice(0, MOST_LETTERS) : '';
  return name === '' ? 'Somebody' : name;
}

/** The name under which this browser was last used to write. */
export function ownName(): string {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept !== null) {
    return kept;
  }
  const name = `Guest ${10 + Math.floor(Math.random() * 90)}`;
  keepOwnName(name);
  return name;
}

export function keepOwnName(name: string): void {
  localStorage.setItem(KEPT_AS, name);
}
