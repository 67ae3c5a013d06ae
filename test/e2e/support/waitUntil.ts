const pollMs = 100;

/**
 * Resolves as soon as `condition` holds.
 * @throws {Error} with `what` when it does not within `timeoutMs`.
 */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  { what = 'a condition', timeoutMs = 30_000 } = {},
): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await new Promise(resolve => setTimeout(resolve, pollMs));
  }
}
