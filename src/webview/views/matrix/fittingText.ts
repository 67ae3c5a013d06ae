let measuring: CanvasRenderingContext2D | null | undefined;

/** A text that is not wider than `room` CSS pixels: shortened, with an ellipsis, where it would be. */
export function fittingText(text: string, room: number, font: string): string {
  measuring ??= document.createElement('canvas').getContext('2d');
  const ink = measuring;
  if (ink === null) return text;
  ink.font = font;
  if (ink.measureText(text).width <= room) return text;
  const letters = [...text.slice(0, 200)];
  let [fits, tooLong] = [0, letters.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    const isFitting = ink.measureText(`${letters.slice(0, middle).join('')}…`).width <= room;
    if (isFitting) fits = middle;
    else tooLong = middle;
  }
  return `${letters.slice(0, fits).join('')}…`;
}
