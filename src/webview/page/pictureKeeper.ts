import type { PictureFormat } from '../plots/picture';
import type { View } from '../views/view';
import type { HostLink } from './hostLink';

/** What a picture is taken of. */
export interface PictureSubject {
  /** Of the view, for the name of a file. */
  readonly id: string;
  readonly picture: NonNullable<View['picture']>;
}

/** Saves and copies pictures of views; answers in words how that went. */
export class PictureKeeper {
  constructor(private readonly host: Pick<HostLink, 'ask'>) {}

  save({ id, picture }: PictureSubject, format: PictureFormat): Promise<string> {
    return inWords('saved', async () => {
      const blob = await picture(format);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      const { savedAs } = await this.host.ask('savePicture', { view: id, format, bytes });
      return savedAs === undefined ? 'Nothing was saved.' : `Saved as ${savedAs}.`;
    });
  }

  /** As PNG, which is what other programs take. */
  copy({ picture }: PictureSubject): Promise<string> {
    return inWords('copied', async () => {
      const blob = await picture('png');
      await navigator.clipboard.write([new ClipboardItem({ [blob.type]: blob })]);
      return 'Copied the picture.';
    });
  }
}

async function inWords(done: string, work: () => Promise<string>): Promise<string> {
  try {
    return await work();
  } catch (error) {
    return `No picture was ${done}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
