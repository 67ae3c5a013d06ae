import type { Direction, Role } from '../../core/variables';

/** What a column's name tells of its role. */
export interface RoleGuess {
  readonly role: Role;
  readonly direction?: Direction;
  /** The tool that writes such names leaves no doubt. */
  readonly isCertain?: true;
}

type RoleRule = RoleGuess & { readonly pattern: RegExp };

/** First match wins. Where names come from: Optuna's data frame and dashboard, Tunny, DeepCAVE, AMLTK, pymoo, Dakota, Ray Tune, HiPlot. */
const rules: readonly RoleRule[] = [
  { pattern: /^system_attrs_constraints:/, role: 'inequality', isCertain: true },
  {
    pattern: /^(?:user|system)_attrs_|^UserAttribute |^attr_/,
    role: 'observable',
    isCertain: true,
  },
  {
    pattern: /^params?_|^Param |^hp_|^(?:config|params?|parameters|hparams|incumbent)[:/.[]/,
    role: 'design',
    isCertain: true,
  },
  {
    pattern: /^metric:.*\(minimi[sz]e\)\s*$/,
    role: 'objective',
    direction: 'minimize',
    isCertain: true,
  },
  {
    pattern: /^metric:.*\(maximi[sz]e\)\s*$/,
    role: 'objective',
    direction: 'maximize',
    isCertain: true,
  },
  { pattern: /^values?(?:_.+)?$/i, role: 'objective', direction: 'minimize' },
  { pattern: /^x(?:[_[]?\d+\]?)?$/i, role: 'design' },
  { pattern: /^f[_[]?\d+\]?$/i, role: 'objective', direction: 'minimize' },
  {
    pattern: /^obj(?:ective)?(?:[_ ]?fn)?(?:[_ :]?.*)$/i,
    role: 'objective',
    direction: 'minimize',
  },
  { pattern: /^(?:g|con|constraint|nln_ineq_con)[_[ ]?\d+\]?$/i, role: 'inequality' },
  { pattern: /^(?:h|ceq|nln_eq_con)[_[ ]?\d+\]?$/i, role: 'equality' },
  {
    pattern:
      /^(?:number|no|index|id|uid|from_uid|(?:trial|config|run|eval)(?:[_ ]?id)?|state|status|seed|budget|epochs?|iter(?:ation)?s?|step|gen(?:eration)?|n_?(?:gen|evals?)|evaluations?|rank|rating|cv(?:_\w+)?|feasible|date|duration|additional|hostname|pid|interface)$/i,
    role: 'observable',
  },
  { pattern: /(?:^|_)(?:date)?time(?:stamp)?(?:_|$)/i, role: 'observable' },
  {
    pattern:
      /^(?:lr|learning[_ ]rate\w*|dropout\w*|batch[_ ]?size|embedding[_ ]size|weight[_ ]decay|momentum|n_(?:layers|units|estimators)\w*|max_depth|optimi[sz]er|activation)$/i,
    role: 'design',
  },
  {
    pattern:
      /(?:^|[^a-z])(?:loss|cost|err(?:or)?|r?mse|mae|mape|nll|ppl|perplexity|regret)(?:[^a-z]|$)/i,
    role: 'objective',
    direction: 'minimize',
  },
  {
    pattern:
      /(?:^|[^a-z])(?:acc(?:uracy)?|auc|auroc|f1|score|reward|r2|bleu|precision|recall|yield|efficiency)(?:[^a-z]|$)/i,
    role: 'objective',
    direction: 'maximize',
  },
];

/** What the name says, or what remains for it beside the names of its neighbours. */
export function guessRole(name: string, allNames: readonly string[]): RoleGuess {
  const rule = rules.find(({ pattern }) => pattern.test(name));
  if (rule !== undefined) return rule;
  const known = remainders.get(allNames) ?? remainder(allNames);
  remainders.set(allNames, known);
  return known;
}

/** What remains is the same for all columns of a table, of which there may be thousands. */
const remainders = new WeakMap<readonly string[], RoleGuess>();

/** Some tools mark all columns but those of one role. */
function remainder(names: readonly string[]): RoleGuess {
  const some = (pattern: RegExp): boolean => names.some(name => pattern.test(name));
  // Optuna's dashboard and Tunny leave only objectives unmarked, DeepCAVE only parameters.
  if (some(/^Param |^param_/)) return { role: 'objective', direction: 'minimize' };
  return { role: some(/^metric:/) && !some(/^config:/) ? 'design' : 'observable' };
}
