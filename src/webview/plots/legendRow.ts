import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { numberText } from '../page/numberText';
import { viridis } from './palette';
import { glyphs } from './pointSet';
import type { PointSet } from './pointSet';

/** The legend of many plots that look alike, in a row of the page. */
export function legendRow({ legend, scale }: Pick<PointSet, 'legend' | 'scale'>): TemplateResult {
  return html`
    <span class="legend-row" role="group" aria-label="Legend">
      ${legend.map(
        ({ name, colour, symbol }) =>
          html`<span class="legend-entry"
            ><span aria-hidden="true" .style=${`color: ${colour}`}>${glyphs[symbol]}</span>
            ${name}</span
          >`,
      )}
      ${
        scale === undefined
          ? nothing
          : html`<span class="legend-entry"
              >${scale.name} ${numberText(scale.range[0], 4)}
              <span
                class="legend-scale"
                role="img"
                aria-label="to"
                .style=${`background: linear-gradient(to right, ${viridis.join(', ')})`}
              ></span>
              ${numberText(scale.range[1], 4)}</span
            >`
      }
    </span>
  `;
}
