import type { FuzzTarget } from '../fuzzTarget';

/** What the worst reader would do with the fifth case. */
export function brokenTarget(
  fault: 'hang' | 'wait' | 'crash' | 'hoard' | 'reserve' | 'fail',
): FuzzTarget {
  return {
    prepare: async () => {
      let count = 0;
      const kept: Uint8Array[] = [];
      return async () => {
        if (count++ !== 5) return 'read';
        switch (fault) {
          case 'hang':
            for (;;);
          case 'wait':
            return new Promise<string>(() => undefined);
          case 'crash':
            return process.abort();
          case 'hoard':
            for (;;) kept.push(new Uint8Array(2 ** 24).fill(1));
          case 'reserve':
            return String(new Uint8Array(2 ** 30).length);
          case 'fail':
            throw new Error('It broke a promise.');
        }
      };
    },
  };
}
