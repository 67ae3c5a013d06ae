import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FormatError } from '../../src/formats/formatError';
import { ReadLane } from '../../src/platform/node/readLane';
import type { ReadLaneOptions } from '../../src/platform/node/readLane';
import type { ReadCall } from '../../src/platform/node/readProtocol';
import { isStorageError } from '../../src/storage/errors';
import { removeFolder, temporaryFolder } from './support/temporaryFolder';

/** A worker that does what the path of a call says, and answers with the number of its thread. */
const program = `
const { parentPort, threadId } = require('node:worker_threads');
const deeds = {
  exit: () => process.exit(7),
  throw: () => setImmediate(() => { throw new Error('a fault of ours') }),
  fill: () => { const all = []; for (;;) all.push({ some: [all.length] }); },
  hang: () => { for (;;); },
  buffer: () => { const bytes = new Uint8Array(8); parentPort.postMessage({ kind: 'done', value: bytes }, [bytes.buffer]); },
  answer: () => parentPort.postMessage({ kind: 'done', value: threadId }),
};
parentPort.on('message', ({ kind, call }) => {
  if (kind === 'call') deeds[call.path.slice(call.path.lastIndexOf('/') + 1)]();
});
`;

function call(deed: string): ReadCall {
  return { method: 'read', path: `/some/${deed}`, request: {} };
}

describe('ReadLane', function () {
  this.timeout(60_000);
  let folder: string;
  let lane: ReadLane;
  const lanes: ReadLane[] = [];

  before(async () => {
    folder = await temporaryFolder();
    await writeFile(join(folder, 'worker.js'), program);
    await writeFile(join(folder, 'broken.js'), 'throw new Error("no program");');
  });

  beforeEach(() => {
    lane = aLane();
  });

  afterEach(async () => {
    for (const used of lanes.splice(0)) await used.close();
  });

  after(() => removeFolder(folder));

  function aLane(options: Partial<ReadLaneOptions> = {}) {
    const made = new ReadLane({
      workerFile: join(folder, 'worker.js'),
      wasmFolder: folder,
      heapMb: 32,
      idleMs: 60_000,
      silenceMs: 60_000,
      ...options,
    });
    lanes.push(made);
    return made;
  }

  const threadOf = async (some: ReadLane): Promise<unknown> => some.run(call('answer'));

  it('keeps its worker from one call to the next', async () => {
    assert.equal(await threadOf(lane), await threadOf(lane));
  });

  it('ends a worker that has had nothing to do for a while', async () => {
    const impatient = aLane({ idleMs: 1 });
    const before = await threadOf(impatient);
    while ((await threadOf(impatient)) === before) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  });

  for (const [deed, words] of [
    ['exit', /^"exit" could not be read: the reader broke down over it\. .*code 7/],
    ['throw', /^"throw" could not be read: the reader broke down over it\. .*a fault of ours/],
    ['fill', /^"fill" needs more memory to be read than there may be/],
  ] as const) {
    it(`tells when a worker dies (${deed}), and does what waits in another one`, async () => {
      const before = await threadOf(lane);
      const dying = lane.run(call(deed));
      const waiting = threadOf(lane);
      await assert.rejects(
        dying,
        error => error instanceof FormatError && words.test(error.message),
      );
      assert.notEqual(await waiting, before);
    });
  }

  it('gives up a reading that gets nowhere', async () => {
    const impatient = aLane({ silenceMs: 3000 });
    await assert.rejects(impatient.run(call('hang')), /^FormatError: "hang" was read for/);
    assert.equal(typeof (await threadOf(impatient)), 'number');
  });

  it('ends a reading that computes without a pause when it is stopped', async () => {
    const controller = new AbortController();
    const hanging = lane.run(call('hang'), { signal: controller.signal });
    const waiting = threadOf(lane);
    setImmediate(() => controller.abort());
    await assert.rejects(hanging, error => isStorageError(error, 'cancelled'));
    assert.equal(typeof (await waiting), 'number');
  });

  it('asks before each reading, and tells when nothing of it can be open any more', async () => {
    const log: string[] = [];
    const asking = aLane({
      beginReading: async path => {
        if (path === '/some/fill') throw new Error('not this one');
        log.push(`begin ${path}`);
        return () => log.push(`end ${path}`);
      },
    });
    await threadOf(asking);
    await assert.rejects(asking.run(call('fill')), /not this one/);
    const controller = new AbortController();
    const hanging = asking.run(call('hang'), { signal: controller.signal });
    const exiting = asking.run(call('exit'));
    setTimeout(() => controller.abort(), 50);
    await assert.rejects(hanging, error => isStorageError(error, 'cancelled'));
    assert.deepEqual(log.slice(0, 3), [
      'begin /some/answer',
      'end /some/answer',
      'begin /some/hang',
    ]);
    assert.ok(!log.includes('end /some/hang'), 'its worker is not gone yet');
    await assert.rejects(exiting, FormatError);
    await asking.close();
    assert.deepEqual(log.slice(3).sort(), ['begin /some/exit', 'end /some/exit', 'end /some/hang']);
  });

  it('leaves no listener on the signal of a call that is done', async () => {
    const { signal } = new AbortController();
    await lane.run(call('answer'), { signal });
    assert.equal(getEventListeners(signal, 'abort').length, 0);
  });

  it('rejects a call that cannot be sent, and nothing else', async () => {
    const roles = { x: { role: 'design', why: () => undefined } } as const;
    await assert.rejects(lane.run({ ...call('answer'), request: { roles } }), {
      name: 'DataCloneError',
    });
    assert.equal(typeof (await threadOf(lane)), 'number');
  });

  it('tells when there is no such program, or it does not run', async () => {
    for (const workerFile of [join(folder, 'gone.js'), join(folder, 'broken.js')]) {
      await assert.rejects(aLane({ workerFile }).run(call('answer')), FormatError);
    }
  });
});
