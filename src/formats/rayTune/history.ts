import type { Json, JsonObject } from '../../core/json';
import { toStrictJson } from '../pythonJson';
import type { Report } from './readReports';
import { isMetric } from './reportNames';

/** Values that all trials together may keep, and those that metrics alone may. */
const limits = { all: 20_000, metrics: 500_000 } as const;

/**
 * Collects what trials reported over time, as lists that run along each other, and keeps it bounded: beyond 20,000 values
 * only those of metrics are kept, not what Ray adds to each report, and beyond 500,000 none.
 */
export class History {
  private readonly ofTrial = new Map<string, Map<string, (number | null)[]>>();
  private points = 0;
  private scope: 'all' | 'metrics' | 'none' = 'all';

  add(trial: string, index: number, report: Report): void {
    if (this.scope === 'none') return;
    const lists = this.ofTrial.get(trial) ?? new Map<string, (number | null)[]>();
    this.ofTrial.set(trial, lists);
    for (const [name, value] of report) {
      if (typeof value !== 'number' && typeof value !== 'bigint') continue;
      if (this.scope === 'metrics' && !isKept(name)) continue;
      const list = lists.get(name) ?? [];
      lists.set(name, list);
      this.points += index + 1 - list.length;
      while (list.length < index) list.push(null);
      list.push(Number(value));
    }
    if (this.scope === 'all' && this.points > limits.all) this.keepMetrics();
    if (this.points > limits.metrics) {
      this.ofTrial.clear();
      this.scope = 'none';
    }
  }

  /** Metric → values in the order of the reports; `undefined` when the trial reported only once. */
  of(trial: string): JsonObject | undefined {
    const lists = [...(this.ofTrial.get(trial) ?? [])].filter(([, { length }]) => length > 1);
    if (lists.length === 0) return undefined;
    return Object.fromEntries<Json>(lists.map(([name, list]) => [name, toStrictJson(list)]));
  }

  get notes(): readonly string[] {
    if (this.scope === 'all') return [];
    return [
      this.scope === 'metrics'
        ? 'The trials reported more than 20,000 values: only the histories of metrics are kept.'
        : 'The trials reported more than 500,000 values of metrics: their histories are left out.',
    ];
  }

  private keepMetrics(): void {
    this.scope = 'metrics';
    this.points = 0;
    for (const lists of this.ofTrial.values()) {
      for (const [name, { length }] of lists) {
        if (isKept(name)) this.points += length;
        else lists.delete(name);
      }
    }
  }
}

function isKept(name: string): boolean {
  return name === 'training_iteration' || isMetric(name);
}
