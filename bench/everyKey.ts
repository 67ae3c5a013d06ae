/** Does something to every key. */
export type EveryKey = (
  keys: readonly string[],
  work: (key: string) => Promise<unknown>,
) => Promise<void>;

export const oneByOne: EveryKey = async (keys, work) => {
  for (const key of keys) await work(key);
};

export const together: EveryKey = async (keys, work) => {
  await Promise.all(keys.map(work));
};
