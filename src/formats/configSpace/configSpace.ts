import type { ColumnType } from '../../core/column';
import type { Json } from '../../core/json';
import type { VariableMetadata } from '../../core/variables';

/** What a configuration space says of one hyper-parameter. */
export interface SpaceParameter {
  readonly type: ColumnType;
  readonly variable: Omit<VariableMetadata, 'name' | 'role'>;
}

/** The hyper-parameters that a run searched. */
export interface ConfigSpace {
  readonly parameters: ReadonlyMap<string, SpaceParameter>;
  /** As stored, with conditions and forbidden combinations, for the metadata. */
  readonly json: Json;
}
