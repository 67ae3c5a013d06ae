import assert from 'node:assert/strict';
import {
  layoutJson,
  movedBeside,
  movedStep,
  plainLayout,
  readLayout,
  shownColumns,
  withHidden,
  withPinned,
  withWidth,
} from '../../../src/webview/table/columnLayout';
import {
  columnsInSight,
  placeColumns,
  scrollLeftFor,
} from '../../../src/webview/table/columnPlacement';
import type { ColumnOutline } from '../../../src/webview/protocol';

function outlines(...names: readonly string[]): readonly ColumnOutline[] {
  return names.map(name => ({ variable: { name, role: 'observable' }, type: 'float64' }));
}

describe('The layout of columns', () => {
  it('shows pinned columns first and hidden ones not', () => {
    const layout = withHidden(withPinned(plainLayout(4), 2, true), 1, true);
    assert.deepEqual(shownColumns(layout), [2, 0, 3]);
    assert.deepEqual(shownColumns(withPinned(layout, 2, false)), [0, 2, 3]);
  });

  it('moves a column beside another, and pins it if that one is pinned', () => {
    const layout = withPinned(plainLayout(4), 1, true);
    assert.deepEqual(shownColumns(movedBeside(layout, 3, 0, 'before')), [1, 3, 0, 2]);
    assert.deepEqual(shownColumns(movedBeside(layout, 0, 3, 'after')), [1, 2, 3, 0]);
    const pinned = movedBeside(layout, 3, 1, 'before');
    assert.deepEqual(shownColumns(pinned), [3, 1, 0, 2]);
    assert.ok(pinned.pinned.has(3));
  });

  it('moves a column a step, past hidden ones, and not out of the pinned ones', () => {
    const layout = withHidden(withPinned(plainLayout(4), 0, true), 2, true);
    assert.deepEqual(shownColumns(movedStep(layout, 3, -1)), [0, 3, 1]);
    assert.equal(movedStep(layout, 0, 1), layout);
    assert.equal(movedStep(layout, 3, 1), layout);
  });

  it('comes back from what was remembered, whatever the names', () => {
    const columns = outlines('a', '__proto__', 'c');
    const layout = withWidth(
      movedBeside(withPinned(withHidden(plainLayout(3), 2, true), 1, true), 0, 2, 'after'),
      1,
      200,
    );
    const kept: unknown = JSON.parse(JSON.stringify(layoutJson(layout, columns)));
    assert.deepEqual(readLayout(kept, columns), layout);
  });

  it('forgets columns that are gone and appends new ones', () => {
    const kept = layoutJson(movedBeside(plainLayout(3), 2, 0, 'before'), outlines('a', 'b', 'c'));
    assert.deepEqual(readLayout(kept, outlines('new', 'a', 'c')).order, [2, 1, 0]);
    assert.deepEqual(readLayout('no layout', outlines('a', 'b')), plainLayout(2));
  });
});

describe('The places of columns', () => {
  const columns = outlines('a', 'b', 'c', 'd');
  const widths = [0, 1, 2, 3].reduce(
    (layout, place) => withWidth(layout, place, 100),
    plainLayout(4),
  );

  it('are side by side, after the row numbers', () => {
    const { columns: placed, width } = placeColumns(widths, columns, { first: 50, view: 300 });
    assert.deepEqual(
      placed.map(({ left }) => left),
      [50, 150, 250, 350],
    );
    assert.equal(width, 450);
  });

  it('in sight are those that are not behind pinned ones or beyond the edge', () => {
    const placement = placeColumns(withPinned(widths, 0, true), columns, { first: 50, view: 300 });
    assert.equal(placement.fixedWidth, 150);
    const inSight = (scrollLeft: number) =>
      columnsInSight(placement, scrollLeft, 300).map(({ place }) => place);
    assert.deepEqual(inSight(0), [0, 1, 2]);
    assert.deepEqual(inSight(100), [0, 2, 3]);
  });

  it('are not fixed when that would leave no room for the others', () => {
    const all = [0, 1, 2, 3].reduce((layout, place) => withPinned(layout, place, true), widths);
    const placement = placeColumns(all, columns, { first: 50, view: 300 });
    assert.deepEqual(
      placement.columns.map(({ isFixed }) => isFixed),
      [true, false, false, false],
    );
  });

  it('are scrolled into sight by as little as needed', () => {
    const placement = placeColumns(withPinned(widths, 0, true), columns, { first: 50, view: 300 });
    const [fixed, second, third, last] = placement.columns;
    assert.ok(fixed && second && third && last);
    assert.equal(scrollLeftFor(fixed, placement, 77, 300), 77);
    assert.equal(scrollLeftFor(last, placement, 0, 300), 150);
    assert.equal(scrollLeftFor(second, placement, 150, 300), 0);
    assert.equal(scrollLeftFor(third, placement, 70, 300), 70);
  });
});
