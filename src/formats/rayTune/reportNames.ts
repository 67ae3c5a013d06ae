/** What Ray itself adds to each report. */
const added = new Set([
  'timestamp',
  'checkpoint_dir_name',
  'done',
  'training_iteration',
  'trial_id',
  'date',
  'time_this_iter_s',
  'time_total_s',
  'pid',
  'hostname',
  'node_ip',
  'time_since_restore',
  'iterations_since_restore',
  'timesteps_since_restore',
  'timesteps_total',
  'episodes_total',
  'experiment_id',
  'experiment_tag',
  'should_checkpoint',
  'warmup_time',
]);

/** Of what Ray adds, that which other columns say already. */
const repeated = new Set(['trial_id', 'experiment_tag', 'done', 'checkpoint_dir_name', 'date']);

/** Whether the trial itself reported it. */
export function isMetric(name: string): boolean {
  return !added.has(name);
}

/** Whether it gets no column. */
export function isRepeated(name: string): boolean {
  return repeated.has(name);
}
