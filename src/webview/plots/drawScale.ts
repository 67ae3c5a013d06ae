import type { Place } from './brushShape';
import type { Ink } from './ink';
import { viridisRamp } from './viridisRamp';

/** The colours of the scale from its smallest value to its largest, 128 × 10 CSS pixels. @param left the middle of the left end. */
export function drawScale(ink: Ink, left: Place): void {
  viridisRamp.forEach(([red, green, blue], step) => {
    ink.fillStyle = `rgb(${red} ${green} ${blue})`;
    ink.fillRect(left.x + step / 2, left.y - 5, 1, 10);
  });
}
