import type { FormatPorts } from '../../../src/formats/format';
import { openSqlReader } from '../../../src/platform/sqlJs';
import { loadWasm } from './sqlJsWasm';

/** The ports of importers, as in every host. */
export const formatPorts: FormatPorts = { openSqlite: openSqlReader(loadWasm) };
