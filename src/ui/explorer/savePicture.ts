import type { Requests, SavedAs } from '../../webview/protocol';
import { askFile } from '../askFile';
import { exportName } from '../exportName';
import { writeWhole } from '../writeWhole';
import { savedAs } from './savedAs';

const titles = { png: 'PNG', svg: 'SVG' } as const;

/** Asks where to save a picture of a view of a result, and writes it there. @param key of the result. */
export async function savePicture(
  key: string,
  { view, format, bytes }: Requests['savePicture']['ask'],
): Promise<SavedAs> {
  const name = exportName(key, format, view);
  return savedAs(async () => {
    const uri = await askFile('Save Picture', name, { title: titles[format], extension: format });
    await writeWhole(uri, bytes);
    return uri;
  });
}
