/** A new element of a class. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** A new part at the end of a place. */
export function addPart(place: HTMLElement, className: string): HTMLElement {
  const part = element('div', className);
  place.append(part);
  return part;
}
