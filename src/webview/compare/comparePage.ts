import { html, render } from 'lit-html';
import { AnalysisClient } from '../analysis/analysisClient';
import { element } from '../page/element';
import type { HostLink } from '../page/hostLink';
import { memoryOf } from '../page/memoryOf';
import { ThemeSource } from '../page/theme';
import { PictureKeeper } from '../page/pictureKeeper';
import { ViewTabs } from '../page/viewTabs';
import type { CompareState } from '../protocol';
import type { CompareContext } from './compareContext';
import { drawCompareHead } from './compareHead';
import { CompareModel } from './compareModel';
import { CompareTables } from './compareTables';
import { comparedOf } from './compared';
import { frontsView } from './frontsView';
import { historiesView } from './historiesView';

const views = [frontsView, historiesView];

/** The page that compares results: what they are, plots of all of them behind tabs, and their figures in tables. */
export class ComparePage {
  private readonly theme = new ThemeSource();
  private readonly analysis: AnalysisClient;
  private readonly announcer = element('div', 'announcer');
  private readonly head = element('header', 'compare-head');
  private readonly problem = element('div', 'problem');
  private parts:
    { readonly model: CompareModel; readonly tabs: ViewTabs<CompareContext> } | undefined;
  private asked = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: HostLink<CompareState>,
    workerProgram: string,
  ) {
    this.analysis = new AnalysisClient(workerProgram);
    this.announcer.setAttribute('role', 'status');
    this.theme.onDidChange(() => this.parts?.tabs.draw());
    host.onDidChange(() => void this.show());
  }

  /** Shows the results as they are now. */
  async show(): Promise<void> {
    const asked = ++this.asked;
    try {
      const answer = await this.host.ask('compared', {});
      if (asked !== this.asked) return;
      const compared = answer.map(({ backend, key }) => ({ backend, key }));
      this.host.state = { ...this.host.state, compared };
      const { model } = (this.parts ??= this.fill());
      model.take(comparedOf(answer, model.all, this.host));
      this.problem.remove();
    } catch (error) {
      if (asked === this.asked) this.fail(error);
    }
  }

  private fill(): NonNullable<ComparePage['parts']> {
    const { theme, analysis, host } = this;
    const model = new CompareModel(analysis, memoryOf(host, 'choice'));
    const context = (id: string): CompareContext => ({
      model,
      theme,
      analysis,
      announce: text => (this.announcer.textContent = text),
      memory: memoryOf(host, id),
    });
    const [plots, tables] = [element('section', 'plots'), element('section', 'compare-tables')];
    this.root.append(this.head, plots, tables, this.announcer);
    model.onDidChange(() => drawCompareHead(this.head, model));
    const shown = memoryOf(host, 'tabs');
    const tabs = new ViewTabs(plots, views, {
      contextOf: ({ id }) => context(id),
      first: typeof shown.value === 'string' ? shown.value : undefined,
      onShow: id => (shown.value = id),
      pictures: new PictureKeeper(host),
      announce: text => (this.announcer.textContent = text),
    });
    new CompareTables(tables, context('tables'));
    return { model, tabs };
  }

  private fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.root.prepend(this.problem);
    render(
      html`<p role="alert">${message}</p>
        <button @click=${() => void this.show()}>Try Again</button>`,
      this.problem,
    );
  }
}
