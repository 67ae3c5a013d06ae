import { Emitter } from '../../core/event';

/** The colours and fonts of VS Code's theme, as a canvas needs them. */
export interface Theme {
  readonly kind: 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';
  readonly foreground: string;
  readonly background: string;
  /** Lines that only divide. */
  readonly border: string;
  /** Text that matters less. */
  readonly muted: string;
  /** What is selected. */
  readonly accent: string;
  readonly fontFamily: string;
  /** Pixels. */
  readonly fontSize: number;
  /** Whether nothing may move by itself. */
  readonly isStill: boolean;
}

/** Follows the theme; what was drawn must be drawn again when it changes. */
export class ThemeSource {
  private readonly changed = new Emitter<Theme>();
  private read: Theme = readTheme();

  readonly onDidChange = this.changed.event;

  constructor() {
    const observer = new MutationObserver(() => {
      this.read = readTheme();
      this.changed.fire(this.read);
    });
    // VS Code says on the body which theme there is, and gives its colours to the root.
    observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
    observer.observe(document.documentElement, { attributeFilter: ['style'] });
  }

  get current(): Theme {
    return this.read;
  }
}

function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const colour = (...names: readonly string[]): string =>
    names
      .map(name => style.getPropertyValue(`--vscode-${name}`).trim())
      .find(text => text !== '') ?? 'currentColor';
  const { classList } = document.body;
  const kinds = ['high-contrast-light', 'high-contrast', 'light'] as const;
  return {
    kind: kinds.find(kind => classList.contains(`vscode-${kind}`)) ?? 'dark',
    foreground: colour('editor-foreground', 'foreground'),
    background: colour('editor-background'),
    border: colour('contrastBorder', 'charts-lines', 'panel-border'),
    muted: colour('descriptionForeground', 'foreground'),
    accent: colour('focusBorder', 'textLink-foreground'),
    fontFamily: style.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
    fontSize: Number.parseFloat(style.getPropertyValue('--vscode-font-size')) || 13,
    isStill: matchMedia('(prefers-reduced-motion: reduce)').matches,
  };
}
