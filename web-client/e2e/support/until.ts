const PAUSE = 100;

/** Waits until a condition holds; a condition that throws ends the waiting. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Error(`${milliseconds} ms went by and it is not so that ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
