import * as vscode from 'vscode';
import { until } from './extensionApi';

/** The panels that are open, by their titles. */
export function panels(): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview)
    .map(({ label }) => label);
}

/** Waits until exactly these panels are open. */
export async function untilOpen(...titles: readonly string[]): Promise<void> {
  await until(() => JSON.stringify(panels()) === JSON.stringify(titles));
}
