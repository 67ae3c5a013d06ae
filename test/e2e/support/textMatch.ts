/** Matches this text alone, without regard to case at its edges or in it: VS Code's styles turn titles to capitals. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\s*$`, 'i');
}
