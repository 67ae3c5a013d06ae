import type { VariableMetadata } from '../../core/variables';

/** What a column is for, as a mark and in words. */
export interface RoleMark {
  readonly mark: string;
  readonly words: string;
  /** Where there is little room; the mark says the rest. */
  readonly shortWords: string;
}

export function roleMark(variable: VariableMetadata): RoleMark {
  const { role, direction = 'minimize', limit = 0 } = variable;
  switch (role) {
    case 'design':
      return { mark: '◇', words: 'design variable', shortWords: 'design' };
    case 'objective':
      return direction === 'maximize'
        ? { mark: '↑', words: 'objective, maximise', shortWords: 'objective' }
        : { mark: '↓', words: 'objective, minimise', shortWords: 'objective' };
    case 'inequality':
    case 'equality': {
      const { sense = role === 'equality' ? '==' : '<=' } = variable;
      return { mark: `${signs[sense]} ${limit}`, words: 'constraint', shortWords: 'constraint' };
    }
    case 'observable':
      return { mark: '○', words: 'observable', shortWords: 'observable' };
  }
}

const signs = { '<=': '≤', '>=': '≥', '==': '=' } as const;

/** All that is known about a column, a line each, its name first. */
export function columnTitle(variable: VariableMetadata): string {
  return [variable.name, ...columnFacts(variable)].join('\n');
}

/** What is known about a column beside its name. */
export function columnFacts(variable: VariableMetadata): readonly string[] {
  const { unit, description, lower, upper } = variable;
  const { mark, words } = roleMark(variable);
  return [
    `${mark} ${words}${unit === undefined ? '' : `, in ${unit}`}`,
    ...(description === undefined ? [] : [description]),
    ...(lower === undefined ? [] : [`lower bound ${lower}`]),
    ...(upper === undefined ? [] : [`upper bound ${upper}`]),
  ];
}
