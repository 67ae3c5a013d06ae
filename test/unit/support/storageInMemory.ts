import { FileSystemStorage } from '../../../src/storage/backends/fileSystem';
import { FailingFiles } from './failingFiles';
import { MemoryFiles } from './memoryFiles';

/** A store of files in memory, which fails when it is told to. */
export function aStorage(options: { readonly ignoresCase?: boolean } = {}): {
  readonly disk: MemoryFiles;
  readonly files: FailingFiles;
  readonly storage: FileSystemStorage;
} {
  const disk = new MemoryFiles(options);
  const files = new FailingFiles(disk);
  return { disk, files, storage: new FileSystemStorage({ basePath: '/base', files }) };
}
