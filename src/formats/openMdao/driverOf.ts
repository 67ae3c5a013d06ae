/** The names in an iteration's coordinate like `rank0:Driver|0|root._solve_nonlinear|3`, without their counts: `Driver/root._solve_nonlinear`. */
export function driverOf(coordinate: string): string {
  const path = coordinate.replace(/^rank\d+:/, '').split('|');
  return path.filter((_, index) => index % 2 === 0).join('/');
}
