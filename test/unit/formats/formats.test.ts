import assert from 'node:assert/strict';
import type { Json } from '../../../src/core/json';
import { FormatError } from '../../../src/formats/formatError';
import { folderFormats, formats } from '../../../src/formats/formats';
import { checkKey } from '../../../src/storage/keys';
import { allSamples } from '../../fixtures/formats/allSamples';
import type { FormatSample } from '../../fixtures/formats/formatSample';
import { exactly } from '../support/bits';
import { findSample } from '../support/findSample';
import type { FoundSample } from '../support/findSample';
import { renameUnknown, withHostileName } from '../support/hostileName';
import { roundTrips } from '../support/roundTrips';
import { fakeFolder } from '../support/sourceFiles';
import { formatPorts } from '../support/sqlReader';

const samples = allSamples();
const origin = {
  id: '0b9d9b1e-8b0e-4b0e-9d0e-000000000001',
  createdAt: '2026-01-02T03:04:05.678Z',
};

/** Runs the check on every sample of the format that can be read, and says of which one a failure is. */
async function forEach(
  id: string,
  check: (found: FoundSample, sample: FormatSample) => Promise<void>,
): Promise<void> {
  for (const sample of await samples) {
    if (sample.format !== id || sample.refused !== undefined) continue;
    try {
      await check(await find(sample), sample);
    } catch (cause) {
      throw new Error(`${sample.title}: ${String(cause)}`, {
        cause,
      });
    }
  }
}

async function find(sample: FormatSample): Promise<FoundSample> {
  const found = await findSample(sample);
  assert.equal(found?.format, sample.format);
  return found;
}

/** Everything that was read, but for what is new with every import. */
async function readExactly(found: FoundSample): Promise<readonly object[]> {
  const imported = await found.read();
  return imported.map(({ result, ...said }) => ({ ...said, ...exactly(result.with(origin)) }));
}

for (const { id, title } of [...formats, ...folderFormats]) {
  describe(`The format ${id} (${title})`, () => {
    it('has samples, each with a title of its own', async () => {
      const titles = (await samples)
        .filter(({ format }) => format === id)
        .map(sample => sample.title);
      assert.ok(titles.length > 0);
      assert.equal(new Set(titles).size, titles.length);
    });

    it('is surer of its samples than any other format', async () => {
      for (const { format, at, contents, title } of await samples) {
        if (format !== id) continue;
        const root = fakeFolder('samples', contents);
        const [file, folder] = [await root.file(at), await root.folder(at)];
        const claims: { readonly id: string; readonly confidence: number }[] = [];
        for (const other of file ? formats : []) {
          const detection = file && (await other.detect(file, formatPorts));
          if (detection) claims.push({ id: other.id, ...detection });
        }
        for (const other of folder ? folderFormats : []) {
          // The first folder format that claims a folder has it.
          if (folder && (await other.detect(folder, formatPorts))) {
            claims.push({ id: other.id, confidence: 1 });
          }
        }
        const [best, second] = claims.sort((a, b) => b.confidence - a.confidence);
        assert.equal(best?.id, id, title);
        assert.ok((second?.confidence ?? 0) < best.confidence, `${title}: ${second?.id} as well`);
      }
    });

    it('refuses with words what it never reads', async () => {
      for (const sample of await samples) {
        if (sample.format !== id || sample.refused === undefined) continue;
        await assert.rejects(findSample(sample), (error: unknown) => {
          assert.ok(error instanceof FormatError);
          assert.match(error.message, sample.refused as RegExp);
          return true;
        });
      }
    });

    it('is found whatever the file is called, or what is found then keeps the promises of a format', async () => {
      for (const sample of await samples) {
        if (sample.format !== id || !Object.hasOwn(sample.contents, sample.at)) continue;
        const renamed = renameUnknown(sample);
        try {
          const found = await findSample(renamed);
          if (sample.byName !== true) assert.equal(found?.format, id, sample.title);
          await found?.read();
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          assert.ok(sample.byName ?? sample.refused, `${sample.title}: ${error.message}`);
        }
      }
    });

    it('gives results with keys of their own, a source and whole sentences', () =>
      forEach(id, async found => {
        const imported = await found.read();
        const names = imported.map(({ name }) => name);
        for (const name of names) checkKey(name);
        assert.equal(new Set(names).size, names.length, `names ${names.join(', ')}`);
        if (found.holds === 'one') assert.equal(names.length, 1);
        for (const { result, notes, unread = [], isOwn } of imported) {
          for (const note of [...notes, ...unread.map(({ reason }) => reason)]) {
            assert.match(note, /^[\p{Lu}\p{N}"'`(_].*[.!?]$/su);
          }
          // What was ours before says where it came from, if from anywhere.
          if (isOwn === true) continue;
          const { source } = result.metadata as Readonly<Record<string, Json>>;
          const { tool, file } = source as Readonly<Record<string, Json>>;
          assert.ok(typeof tool === 'string' && tool !== '', 'source.tool');
          assert.ok(typeof file === 'string' && file !== '', 'source.file');
        }
      }));

    it('proposes roles for the columns that it reads, and takes them back', () =>
      forEach(id, async found => {
        const proposal = await found.propose();
        if (proposal === undefined) return;
        const before = await found.read();
        const known = new Set(
          before.flatMap(({ result }) => result.columns.map(({ variable }) => variable.name)),
        );
        for (const { name } of proposal.columns) assert.ok(known.has(name), `no column ${name}`);
        assert.ok(proposal.columns.length > 0);
        const roles = Object.fromEntries(proposal.columns.map(column => [column.name, column]));
        const after = await found.read(roles);
        assert.deepEqual(
          after.map(({ result }) => result.columns.map(({ variable }) => variable)),
          before.map(({ result }) => result.columns.map(({ variable }) => variable)),
        );
        const stray = { ...roles, 'no such column': { role: 'design' } } as const;
        await assert.rejects(found.read(stray), FormatError);
      }));

    it('reads the same bytes twice to the same bits', () =>
      forEach(id, async (found, sample) => {
        assert.deepEqual(await readExactly(await find(sample)), await readExactly(found));
      }));

    it('loses no bit on the way through any backend', () =>
      forEach(id, async found => {
        for (const { name, result } of await found.read()) await roundTrips(name, result);
      }));

    it('keeps variables whose names mean something to JavaScript', () =>
      forEach(id, async (found, sample) => {
        for (const { result } of await found.read()) await withHostileName(sample, result);
      }));
  });
}
