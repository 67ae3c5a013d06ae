import { html, render } from 'lit-html';
import type { Json } from '../../core/json';
import { AnalysisClient } from '../analysis/analysisClient';
import { ColumnStore } from '../model/columnStore';
import { SelectionModel } from '../model/selectionModel';
import type { PanelState, ResultOutline } from '../protocol';
import { ResultTable } from '../table/resultTable';
import type { View, ViewContext } from '../views/view';
import { views } from '../views/views';
import type { HostLink } from './hostLink';
import { drawSummary } from './summary';
import { ThemeSource } from './theme';
import { ViewTabs } from './viewTabs';

/** What is made anew for each revision of the result. */
interface Parts {
  readonly tabs: ViewTabs;
  readonly table: View;
}

/** The page of one result: its summary, the views behind tabs, and the table below. */
export class ExplorerPage {
  private readonly theme = new ThemeSource();
  private readonly analysis: AnalysisClient;
  private readonly announcer = place('div', 'announcer');
  private parts: Parts | undefined;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: HostLink,
    workerProgram: string,
  ) {
    this.analysis = new AnalysisClient(workerProgram);
    this.announcer.setAttribute('role', 'status');
    this.theme.onDidChange(() => this.draw());
    host.onDidChange(() => void this.show());
  }

  /** Shows the result as it is now, or why it cannot be shown. */
  async show(): Promise<void> {
    try {
      this.fill(await this.host.ask('outline', {}));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.clear();
      render(
        html`<p role="alert">${message}</p>
          <button @click=${() => void this.show()}>Try Again</button>`,
        this.root,
      );
    }
  }

  private fill(outline: ResultOutline): void {
    this.clear();
    const { backend, key } = outline;
    this.host.state = { ...this.host.state, backend, key };
    const [summary, plots, table] = [
      place('header', 'summary'),
      place('section', 'plots'),
      place('section', 'table'),
    ];
    this.root.append(summary, plots, table, this.announcer);
    drawSummary(summary, outline);
    const { revision, rowCount } = outline;
    const shared = {
      outline,
      columns: new ColumnStore(outline, (column, start, end) =>
        this.host.ask('cells', { revision, column, start, end }),
      ),
      selection: new SelectionModel(rowCount),
      theme: this.theme,
      analysis: this.analysis,
      announce: (text: string) => (this.announcer.textContent = text),
    };
    const contextOf = ({ id }: { readonly id: string }): ViewContext => ({
      ...shared,
      memory: this.memoryOf(id),
    });
    const shown = this.memoryOf('tabs');
    this.parts = {
      tabs: new ViewTabs(plots, views, {
        contextOf,
        first: typeof shown.value === 'string' ? shown.value : undefined,
        onShow: id => (shown.value = id),
      }),
      table: new ResultTable(table, contextOf({ id: 'table' })),
    };
  }

  private draw(): void {
    this.parts?.tabs.draw();
    this.parts?.table.draw();
  }

  private clear(): void {
    this.parts?.tabs.dispose();
    this.parts?.table.dispose();
    this.parts = undefined;
    this.root.replaceChildren();
  }

  /** The part of the page's state that belongs to one view. */
  private memoryOf(id: string): ViewContext['memory'] {
    const { host } = this;
    return {
      get value() {
        return host.state?.views?.[id];
      },
      set value(value: Json | undefined) {
        const { views: others, ...state } = host.state as PanelState;
        host.state = {
          ...state,
          views: { ...others, ...(value !== undefined && { [id]: value }) },
        };
      },
    };
  }
}

function place(tag: string, className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
