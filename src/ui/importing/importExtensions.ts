/** What files that can be read are mostly called; what one is, is decided by its content. As in the manifest's menu. */
export const importExtensions: readonly string[] = [
  ...['arrow', 'csv', 'dat', 'db', 'feather', 'h5', 'hdf5', 'info', 'json', 'jsonl', 'log'],
  ...['npy', 'npz', 'parquet', 'pf', 'resultfile', 'runtime', 'set', 'sql', 'sqlite', 'sqlite3'],
  ...['tsv', 'txt', 'yaml', 'yml'],
];
