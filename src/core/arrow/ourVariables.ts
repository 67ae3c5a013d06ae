import { readVariable } from '../metadataJson';
import type { VariableMetadata } from '../variables';
import type { ArrowField } from './arrowSchema';
import { damaged } from './faults';
import { asDamaged } from './ourDescription';
import { ourKey } from './selfHash';

/**
 * By the text that describes them. Runs of one study have the same variables, and to check what their fields say takes longer
 * than everything else in the head of a file.
 */
const known = new Map<string, VariableMetadata>();
const mostKnown = 2000;

/** The variables as the fields of a file of ours describe them. @throws {ResultError} `damaged` */
export function ourVariables(fields: readonly ArrowField[]): readonly VariableMetadata[] {
  return fields.map((field, index) =>
    asDamaged(() => {
      const text = field.metadata.get(ourKey)?.text ?? 'null';
      const variable = known.get(text) ?? readVariable(JSON.parse(text), ['variables', index]);
      if (known.size >= mostKnown) known.clear();
      known.set(text, variable);
      if (variable.name !== field.name) {
        throw damaged(`the column ${JSON.stringify(field.name)} is described by another name`);
      }
      return variable;
    }),
  );
}
