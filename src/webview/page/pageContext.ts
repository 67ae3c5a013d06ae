import type { ViewContext } from '../views/view';
import type { RowExporter } from './rowExporter';
import type { SetKeeper } from './setKeeper';

/** What the parts around the views work with. */
export interface PageContext extends ViewContext {
  readonly keeper: SetKeeper;
  readonly exporter: RowExporter;
}
