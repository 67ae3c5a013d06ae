import type { Rule } from 'eslint';

export const layerRule: Rule.RuleModule;
