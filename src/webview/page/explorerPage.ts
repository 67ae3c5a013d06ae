import { html, render } from 'lit-html';
import type { Disposable } from '../../core/event';
import { AnalysisClient } from '../analysis/analysisClient';
import { takesLonger } from '../analysis/takesLonger';
import { ColumnStore } from '../model/columnStore';
import { keepSelection, rememberedSelection } from '../model/selectionMemory';
import type { SelectionModel } from '../model/selectionModel';
import { SetsModel } from '../model/setsModel';
import type { ResultOutline } from '../protocol';
import { ResultTable } from '../table/resultTable';
import type { View } from '../views/view';
import { views } from '../views/views';
import { element } from './element';
import type { HostLink } from './hostLink';
import { memoryOf } from './memoryOf';
import type { Memory } from './memoryOf';
import type { PageContext } from './pageContext';
import { PictureKeeper } from './pictureKeeper';
import { RowExporter } from './rowExporter';
import { SelectionBar } from './selectionBar';
import { SetKeeper } from './setKeeper';
import { SetsPanel } from './setsPanel';
import { Summary } from './summary';
import { ThemeSource } from './theme';
import { ViewTabs } from './viewTabs';

/** Milliseconds for which the summary waits for the view. */
const mostWait = 1000;

type ContextOf = (part: { readonly id: string }) => PageContext;

/** What is made anew for each content of the result. */
interface Parts {
  readonly summary: Summary;
  readonly sets: SetsModel;
  readonly selection: SelectionModel;
  readonly tabs: ViewTabs;
  readonly table: View;
  readonly bar: SelectionBar;
  readonly panel: SetsPanel;
  readonly kept: Disposable;
}

/** The page of one result: its summary, the views behind tabs, what is selected, and the table below. */
export class ExplorerPage {
  private readonly theme = new ThemeSource();
  private readonly analysis: AnalysisClient;
  private readonly announcer = element('div', 'announcer');
  private readonly keeper: SetKeeper;
  private outline: ResultOutline | undefined;
  private parts: Parts | undefined;
  private asked = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: HostLink,
    workerProgram: string,
  ) {
    this.analysis = new AnalysisClient(workerProgram);
    this.announcer.setAttribute('role', 'status');
    this.keeper = new SetKeeper(host, {
      current: () => this.shown(),
      update: outline => this.take(outline),
    });
    this.theme.onDidChange(() => this.draw());
    host.onDidChange(() => void this.show());
  }

  /** Shows the result as it is now, or why it cannot be shown. */
  async show(): Promise<void> {
    const asked = ++this.asked;
    try {
      const outline = await this.host.ask('outline', {});
      if (asked === this.asked) this.take(outline);
    } catch (error) {
      if (asked !== this.asked) return;
      this.clear();
      const message = error instanceof Error ? error.message : String(error);
      const problem = element('div', 'problem');
      this.root.append(problem);
      render(
        html`<p role="alert">${message}</p>
          <button @click=${() => void this.show()}>Try Again</button>`,
        problem,
      );
    }
  }

  /**
   * Where only metadata or result sets are others, everything stays as the user left it; where columns are, parts are made
   * anew and go on from what they remember, with the same selection while the rows are the same.
   */
  private take(outline: ResultOutline): void {
    const before = this.outline;
    const isSameContent = outline.contentId === before?.contentId;
    const isSame = isSameContent && outline.revision === before?.revision;
    this.outline = outline;
    if (this.parts === undefined || !isSameContent) {
      const hadFocus = this.root.contains(document.activeElement);
      this.fill(outline, outline.rowsId === before?.rowsId ? this.parts?.selection : undefined);
      if (hadFocus) this.parts?.tabs.focus();
    } else if (!isSame) {
      this.parts.summary.draw();
      this.parts.sets.replace(outline.resultSets);
      this.draw();
    }
  }

  private fill(outline: ResultOutline, selection?: SelectionModel): void {
    this.clear();
    const { backend, key } = outline;
    this.host.state = { ...this.host.state, backend, key };
    const [summary, plots, bar, table, sets] = [
      element('header', 'summary'),
      element('section', 'plots'),
      element('section', 'selection-bar'),
      element('section', 'table'),
      element('aside', 'sets'),
    ];
    this.root.append(summary, plots, bar, table, sets, this.announcer);
    const shared = this.sharedBy(outline, selection);
    const contextOf: ContextOf = ({ id }) => this.contextOf(shared, id);
    const panel = new SetsPanel(sets, contextOf({ id: 'sets' }));
    const shown = this.memoryOf('tabs');
    this.parts = {
      summary: new Summary(summary, contextOf({ id: 'summary' })),
      sets: shared.sets,
      selection: shared.selection,
      kept: keepSelection(shared.selection, this.memoryOf('selection'), outline),
      tabs: new ViewTabs(plots, views, {
        contextOf,
        first: typeof shown.value === 'string' ? shown.value : undefined,
        onShow: id => (shown.value = id),
        pictures: new PictureKeeper(this.host),
        announce: shared.announce,
      }),
      bar: new SelectionBar(bar, contextOf({ id: 'bar' }), panel),
      table: new ResultTable(table, contextOf({ id: 'table' })),
      panel,
    };
    void this.computeSummary(this.parts);
  }

  /** After the view, which is waited for more. */
  private async computeSummary({ tabs, summary }: Parts): Promise<void> {
    await takesLonger(tabs.drawn, mostWait);
    await summary.compute();
  }

  private sharedBy(
    { contentId, ...outline }: ResultOutline,
    selection = rememberedSelection(this.memoryOf('selection').value, outline),
  ): Shared {
    return {
      columns: new ColumnStore(outline, (column, start, end) =>
        this.host.ask('cells', { contentId, column, start, end }),
      ),
      selection,
      sets: new SetsModel(outline.resultSets, outline.rowCount, this.memoryOf('colours')),
      theme: this.theme,
      analysis: this.analysis,
      keeper: this.keeper,
      exporter: new RowExporter(this.host, contentId),
      announce: text => (this.announcer.textContent = text),
    };
  }

  private contextOf(shared: Shared, id: string): PageContext {
    const current = () => this.shown();
    return {
      ...shared,
      get outline() {
        return current();
      },
      memory: this.memoryOf(id),
    };
  }

  private shown(): ResultOutline {
    if (this.outline === undefined) throw new Error('Nothing is shown yet.');
    return this.outline;
  }

  private draw(): void {
    const { parts } = this;
    for (const part of [parts?.tabs, parts?.table, parts?.bar, parts?.panel]) part?.draw();
  }

  private clear(): void {
    const { parts } = this;
    const { summary, tabs, table, bar, panel, kept } = parts ?? {};
    for (const part of [summary, tabs, table, bar, panel, kept]) part?.dispose();
    this.parts = undefined;
    this.root.replaceChildren();
  }

  private memoryOf(id: string): Memory {
    return memoryOf(this.host, id);
  }
}

type Shared = Omit<PageContext, 'outline' | 'memory'>;
