/** Something cannot run on this machine, for a reason that is not a fault. The stage that meets it is skipped. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}
