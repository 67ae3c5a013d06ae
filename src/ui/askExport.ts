import * as vscode from 'vscode';
import { exportFormats } from './exporting';
import type { ExportChoice, ExportFormat } from './exporting';
import { counted } from './wording';

/** Longer tables are no use in a document. */
const mostLatexRows = 300;

/** Asks which kind of file to write, and what its writer has to know. @throws {vscode.CancellationError} */
export async function askExport(rowCount: number): Promise<ExportChoice> {
  const picks = (Object.keys(exportFormats) as ExportFormat[]).map(format => ({
    label: exportFormats[format].title,
    description: `.${exportFormats[format].extension}`,
    detail: exportFormats[format].detail,
    format,
  }));
  const picked = await vscode.window.showQuickPick(picks, { title: 'Export: Format' });
  if (picked === undefined) throw new vscode.CancellationError();
  const { format } = picked;
  if (format !== 'latex') return { format };
  if (rowCount > mostLatexRows) await warnOfLength(rowCount);
  return { format, ...(await askDigits()) };
}

async function warnOfLength(rowCount: number): Promise<void> {
  const go = 'Export Anyway';
  const chosen = await vscode.window.showWarningMessage(
    `A LaTeX table of ${counted(rowCount, 'row')} is longer than any page.`,
    { modal: true, detail: 'Select some rows in the explorer and export the selection instead.' },
    go,
  );
  if (chosen !== go) throw new vscode.CancellationError();
}

async function askDigits(): Promise<Pick<ExportChoice, 'digits'>> {
  const picks: (vscode.QuickPickItem & Pick<ExportChoice, 'digits'>)[] = [
    { label: 'All Digits', detail: 'The shortest text that reads back to the same number' },
    ...[3, 4, 6, 9].map(digits => ({ label: `${digits} Significant Digits`, digits })),
  ];
  const picked = await vscode.window.showQuickPick(picks, {
    title: 'Export: Digits of Numbers',
    // Where a panel asked, it has the focus once more between this question and the one before.
    ignoreFocusOut: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.digits === undefined ? {} : { digits: picked.digits };
}
