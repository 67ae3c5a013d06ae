import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { DragTool } from './pointerTool';

export interface ScatterToolsState {
  readonly tool: DragTool;
  readonly isZoomed: boolean;
  readonly tableButton: TemplateResult;
  /** What there is to say about the points. */
  readonly words: string;
  readonly onTool: (tool: DragTool) => void;
  readonly onReset: () => void;
}

const tools: readonly (readonly [DragTool, string, string])[] = [
  ['rectangle', 'Rectangle', 'Drag to select points in a rectangle. Shift adds, Alt removes.'],
  ['lasso', 'Lasso', 'Drag around points to select them. Shift adds, Alt removes.'],
  ['move', 'Move', 'Drag to move the picture; the wheel comes closer.'],
];

/** The buttons above a scatter plot. */
export function scatterTools(state: ScatterToolsState): TemplateResult {
  return html`
    ${dragButtons(state.tool, state.onTool)}
    <button ?disabled=${!state.isZoomed} @click=${state.onReset}>Reset zoom</button>
    ${state.tableButton}
    <span class="scatter-words">${state.words}</span>
  `;
}

/** Chooses what dragging does. */
export function dragButtons(chosen: DragTool, onTool: (tool: DragTool) => void): TemplateResult {
  return html`<div class="scatter-buttons" role="group" aria-label="Dragging">
    ${tools.map(
      ([tool, title, hint]) =>
        html`<button aria-pressed=${chosen === tool} title=${hint} @click=${() => onTool(tool)}>
          ${title}
        </button>`,
    )}
  </div>`;
}
