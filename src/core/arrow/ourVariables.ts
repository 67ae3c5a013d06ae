import { readVariable } from '../metadataJson';
import type { VariableMetadata } from '../variables';
import type { ArrowField } from './arrowSchema';
import { damaged } from './faults';
import { asDamaged } from './ourDescription';
import { ourKey } from './selfHash';

/** The variables as the fields of a file of ours describe them. @throws {ResultError} `damaged` */
export function ourVariables(fields: readonly ArrowField[]): readonly VariableMetadata[] {
  return fields.map((field, index) =>
    asDamaged(() => {
      const text = field.metadata.get(ourKey)?.text ?? 'null';
      const variable = readVariable(JSON.parse(text), ['variables', index]);
      if (variable.name !== field.name) {
        throw damaged(`the column ${JSON.stringify(field.name)} is described by another name`);
      }
      return variable;
    }),
  );
}
