import { render } from 'lit-html';
import type { Disposable } from '../../../core/event';
import type { Json } from '../../../core/json';
import { Chart } from '../../plots/chart';
import type { PictureFormat } from '../../plots/picture';
import type { View, ViewContext, ViewKind } from '../view';
import { importanceAnswer } from './importanceAnswer';
import type { ImportanceAnswer, VariableFacts } from './importanceAnswer';
import { importanceControls, shownAtFirst } from './importanceControls';
import { barsHeight, edgesHeight, importanceOption } from './importanceOption';
import { importanceTable } from './importanceTable';
import { importanceChoice } from './importanceTargets';
import type { ImportanceChoice } from './importanceTargets';
import { sortedVariables, whyNoBars } from './importanceWords';

/** Which design variable matters for an objective, by two measures. */
export const importanceView: ViewKind = {
  id: 'importance',
  title: 'Importance',
  create: (place, context) => new ImportanceView(place, context),
};

class ImportanceView implements View {
  private readonly controls = part('div', 'importance-controls');
  private readonly message = part('p', 'importance-message');
  private readonly stage = part('div', 'importance-stage');
  private readonly sheet = part('div', 'importance-sheet');
  private readonly table = part('div', 'scatter-table importance-table');
  private readonly chart = new Chart(this.sheet);
  private readonly followed: Disposable;
  private choice: ImportanceChoice;
  private answer: ImportanceAnswer | undefined;
  /** Instead of bars. */
  private words: string | undefined = 'Loading…';
  private isTable = false;
  /** Of the latest question: answers to earlier ones come too late. */
  private asked = 0;

  constructor(
    place: HTMLElement,
    private readonly context: ViewContext,
  ) {
    this.choice = importanceChoice(context.memory.value, context.outline);
    this.message.setAttribute('role', 'status');
    this.stage.setAttribute('role', 'img');
    // So that the keyboard can scroll it.
    for (const each of [this.stage, this.table]) each.tabIndex = 0;
    this.stage.append(this.sheet);
    place.append(this.controls, this.message, this.stage, this.table);
    this.followed = context.theme.onDidChange(() => this.draw());
    void this.ask();
  }

  draw(): void {
    const { words, message, stage, table, isTable, answer } = this;
    message.hidden = words === undefined;
    message.textContent = words ?? '';
    stage.hidden = words !== undefined || isTable;
    table.hidden = words !== undefined || !isTable;
    this.drawControls();
    if (answer === undefined) return;
    const variables = this.shown(answer);
    if (isTable) render(importanceTable(variables, answer.target), table);
    else this.drawBars(answer, variables);
  }

  picture(format: PictureFormat): Promise<Blob> {
    return this.chart.picture(format, this.context.theme.current);
  }

  dispose(): void {
    this.asked = -1;
    this.followed.dispose();
    this.chart.dispose();
  }

  private shown({ variables }: ImportanceAnswer): readonly VariableFacts[] {
    const sorted = sortedVariables(variables, this.choice.order);
    return this.choice.isAll ? sorted : sorted.slice(0, shownAtFirst);
  }

  private drawBars({ target }: ImportanceAnswer, variables: readonly VariableFacts[]): void {
    const { stage, sheet, chart, context } = this;
    const names = variables.map(({ title }) => title).join(', ');
    stage.setAttribute('aria-label', `Importance for ${target}, the greatest first: ${names}`);
    if (stage.offsetWidth === 0) return;
    const height = edgesHeight + barsHeight * variables.length;
    sheet.style.height = `${height}px`;
    const theme = context.theme.current;
    chart.draw(importanceOption(variables, target, theme), theme);
  }

  private drawControls(): void {
    const state = {
      outline: this.context.outline,
      choice: this.choice,
      answer: this.answer,
      isTable: this.isTable,
      choose: (change: Partial<ImportanceChoice>) => this.choose(change),
      onTable: () => {
        this.isTable = !this.isTable;
        this.draw();
      },
    };
    render(importanceControls(state), this.controls);
  }

  private choose(change: Partial<ImportanceChoice>): void {
    const before = this.choice;
    this.choice = { ...before, ...change };
    const { target, isFeasibleOnly } = this.choice;
    const isOther = target !== before.target || isFeasibleOnly !== before.isFeasibleOnly;
    // A target that is undefined means the same as an absent one.
    this.context.memory.value = this.choice as unknown as Json;
    if (isOther) void this.ask();
    else this.draw();
  }

  private async ask(): Promise<void> {
    const asked = ++this.asked;
    const { context } = this;
    const { target, isFeasibleOnly } = this.choice;
    this.answer = undefined;
    this.words = whyNoBars(context.outline) ?? 'Computing…';
    this.draw();
    if (target === undefined || whyNoBars(context.outline) !== undefined) return;
    try {
      await importanceAnswer({ target, isFeasibleOnly }, context, answer => {
        if (asked !== this.asked) return;
        this.answer = answer;
        this.words = undefined;
        this.draw();
      });
    } catch (error) {
      if (asked !== this.asked) return;
      this.answer = undefined;
      this.words = error instanceof Error ? error.message : String(error);
      this.draw();
    }
  }
}

function part(tag: 'div' | 'p', className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
