import { rowsText } from '../plots/placement';
import type { RowsAsked } from '../protocol';
import type { HostLink } from './hostLink';

/** Has rows of the result written elsewhere; answers in words how that went. */
export class RowExporter {
  constructor(
    private readonly host: Pick<HostLink, 'ask'>,
    /** The id of what is shown. */
    private readonly contentId: string,
  ) {}

  /** Into a file, whose format and place the host asks for. */
  async save(rows: Omit<RowsAsked, 'contentId'>): Promise<string> {
    const { contentId } = this;
    try {
      const { savedAs } = await this.host.ask('exportRows', { contentId, ...rows });
      return savedAs === undefined ? 'Nothing was exported.' : `Exported as ${savedAs}.`;
    } catch (error) {
      return `Nothing was exported: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** As Python code on the clipboard. @param rows ascending. */
  async copyAsPython(rows: Uint32Array): Promise<string> {
    const { contentId } = this;
    try {
      await this.host.ask('copyRowsAsPython', { contentId, rows });
      return `Copied Python code for ${rowsText(rows.length)}.`;
    } catch (error) {
      return `Nothing was copied: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}
