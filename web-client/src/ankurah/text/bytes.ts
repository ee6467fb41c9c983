/** So many bytes become characters at a time: a call takes no more arguments than that. */
const CHUNK = 0x8000;

/** Bytes as the scalar `Base64` writes them. */
export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (let from = 0; from < bytes.length; from += CHUNK) {
    characters += String.fromCharCode(...bytes.subarray(from, from + CHUNK));
  }
  return btoa(characters);
}

/** The bytes of a `Base64`; throws if it is none. */
export function fromBase64(text: unknown): Uint8Array {
  if (typeof text !== 'string') {
    throw new TypeError('A payload is no Base64.');
  }
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
