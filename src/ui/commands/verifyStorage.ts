import * as vscode from 'vscode';
import { countText } from '../../core/countText';
import type { FixOutcome } from '../../storage/verifyFix';
import type { VerifyFix, VerifyReport } from '../../storage/verifyReport';
import { fixesOf } from '../../storage/verifyReport';
import { fixedInWords, fixInWords, verifyReportText, verifySummary } from '../documents/verifyText';
import { backendTitles, counted } from '../wording';
import type { CommandContext } from './commandContext';
import { undoably } from './undoable';
import { withCancel } from './withCancel';

interface FixItem extends vscode.QuickPickItem {
  readonly fix: VerifyFix;
}

/** Verifies the storage, shows what was found, and mends what the user chooses. Holds the report that is shown. */
export class VerifyCommands {
  private report: VerifyReport | undefined;

  constructor(private readonly context: CommandContext) {}

  /** Looks at every result and shows a report. */
  verify(): Promise<void> {
    return this.verifyAfter([]);
  }

  /** Asks which of the proposed fixes to do, does them, and verifies again. */
  async fix(): Promise<void> {
    const { report } = this;
    if (report === undefined || fixesOf(report).length === 0) return this.verify();
    const picked = await vscode.window.showQuickPick(fixItems(report), {
      title: 'Fix Findings',
      placeHolder: 'Choose what to mend. Nothing is deleted.',
      canPickMany: true,
    });
    if (picked === undefined || picked.length === 0) throw new vscode.CancellationError();
    const fixes = picked.map(({ fix }) => fix);
    await this.verifyAfter(await this.mend(fixes));
  }

  private mend(fixes: readonly VerifyFix[]): Promise<readonly FixOutcome[]> {
    const { manager } = this.context;
    const texts = {
      title: `Fix ${counted(fixes.length, 'finding')}`,
      done: fixedInWords,
      half: 'Not everything was mended.',
    };
    return undoably(this.context, texts, change =>
      withCancel('Mending', (signal, progress) =>
        manager.fixStorage(fixes, {
          signal,
          change,
          onProgress: ({ done, total, outcome }) =>
            progress.report({
              message: `${done} of ${total} · ${fixInWords(outcome.fix)}`,
              increment: 100 / total,
            }),
        }),
      ),
    );
  }

  private async verifyAfter(outcomes: readonly FixOutcome[]): Promise<void> {
    const { manager, reports } = this.context;
    const report = await withCancel('Verifying storage', (signal, progress) =>
      manager.verifyStorage({
        signal,
        onProgress: ({ done, total, key }) =>
          progress.report({
            message: `${countText(done)} of ${countText(total)} · ${key}`,
            increment: 100 / total,
          }),
      }),
    );
    this.hold(report);
    await reports.show('Storage Verification', verifyReportText(report, outcomes));
    this.tell(report);
  }

  private hold(report: VerifyReport): void {
    this.report = report;
    const hasFixes = fixesOf(report).length > 0;
    void vscode.commands.executeCommand('setContext', 'optiscope.hasFixes', hasFixes);
  }

  private tell(report: VerifyReport): void {
    const summary = verifySummary(report);
    if (!report.findings.some(({ isFault }) => isFault)) {
      void vscode.window.showInformationMessage(summary);
      return;
    }
    const message = `Storage verification: ${summary}`;
    const fix = 'Fix…';
    const offered = fixesOf(report).length > 0 ? [fix] : [];
    // Not awaited: the findings can also be fixed by the command, and are meant to be read first.
    void vscode.window.showWarningMessage(message, ...offered).then(chosen => {
      if (chosen === fix && this.report === report) {
        void vscode.commands.executeCommand('optiscope.fixFindings');
      }
    });
  }
}

function fixItems(report: VerifyReport): readonly FixItem[] {
  return fixesOf(report).map(fix => ({
    fix,
    label: fixInWords(fix),
    description: consequence(fix),
    picked: fix.isSafe,
  }));
}

/** What becomes of what is there. */
function consequence(fix: VerifyFix): string {
  switch (fix.action) {
    case 'restore':
      return fix.isSafe
        ? 'the damaged bytes go into the quarantine'
        : `another version; what is there goes into the quarantine`;
    case 'quarantine':
      return `it leaves ${backendTitles[fix.backend]}; its bytes are kept in the quarantine there`;
    case 'rebuild':
      return 'from the results themselves';
  }
}
