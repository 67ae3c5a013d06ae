import type { Workbench } from './workbench';

/** What could be seen in a window. */
export interface Sight {
  /** Path of a picture of it. */
  readonly picture: string;
  /** The messages at its lower right, and the question in its middle. */
  readonly messages: readonly string[];
}

/** The windows that are open now. */
export const openWorkbenches = new Set<Workbench>();

/** What was seen in the windows that were closed since the present test began, when they were. */
export const lastSights: Sight[] = [];

/** Looks at a window for whoever asks why a test failed; `undefined` when it shows nothing any more. */
export async function lookAt(workbench: Workbench, name: string): Promise<Sight | undefined> {
  try {
    const picture = await workbench.screenshot(name);
    return { picture, messages: await workbench.visibleMessages() };
  } catch {
    // A page that crashed, or a browser that went away: then that is what the test failed of.
    return undefined;
  }
}

/** Says in the error, below the first line of its message, what was seen. */
export function tell(error: Error, sights: readonly Sight[]): void {
  const lines = sights.flatMap(({ picture, messages }) => [
    `  picture: ${picture}`,
    ...messages.map(message => `  on it: ${message.replaceAll(/\s+/g, ' ').trim()}`),
  ]);
  const { message, stack = '' } = error;
  const [first = '', ...others] = message.split('\n');
  error.message = [first, ...lines, ...others].join('\n');
  // The stack was made with the message as it was.
  error.stack = stack.includes(message) ? stack.replace(message, () => error.message) : stack;
}
