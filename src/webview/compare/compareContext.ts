import type { AnalysisClient } from '../analysis/analysisClient';
import type { Memory } from '../page/memoryOf';
import type { ThemeSource } from '../page/theme';
import type { CompareModel } from './compareModel';

/** What the views of a comparison work with. */
export interface CompareContext {
  readonly model: CompareModel;
  readonly theme: ThemeSource;
  readonly analysis: AnalysisClient;
  /** Says something to screen readers. */
  readonly announce: (text: string) => void;
  readonly memory: Memory;
}
