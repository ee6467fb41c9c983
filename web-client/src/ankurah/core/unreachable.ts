/** Ends a `switch` over a closed set: a variant that was forgotten is a compile error, and a fault if it comes. */
export function unreachable(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
