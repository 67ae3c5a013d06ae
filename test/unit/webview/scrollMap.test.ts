import assert from 'node:assert/strict';
import { ScrollMap } from '../../../src/webview/table/scrollMap';

/** A map with a scrollbar that stands where it is put. */
function mapOf(content: number, view: number): ScrollMap {
  const map = new ScrollMap();
  map.resize({ content, view });
  return map;
}

describe('ScrollMap', () => {
  it('is the scrollbar itself while there are few rows', () => {
    const map = mapOf(22_000, 300);
    assert.equal(map.height, 22_000);
    assert.equal(map.isScaled, false);
    map.follow(1234.5);
    assert.equal(map.top, 1234.5);
    assert.equal(map.moveTo(500), 500);
  });

  it('fits a million rows under what Chromium scrolls, even at a device pixel ratio of 8', () => {
    const map = mapOf(22_000_000, 300);
    assert.equal(map.isScaled, true);
    assert.ok(map.height <= 2 ** 25 / 8, `${map.height} px`);
  });

  it('reaches the very first and the very last row', () => {
    const map = mapOf(22_000_000, 300);
    map.follow(map.height - 300);
    assert.equal(map.top, 22_000_000 - 300);
    map.follow(0);
    assert.equal(map.top, 0);
    // A scrollbar on a dense display ends between two pixels.
    map.follow(map.height - 300.6);
    assert.equal(map.top, 22_000_000 - 300);
  });

  it('goes to the same share of the rows when the scrollbar is dragged', () => {
    const map = mapOf(22_000_000, 300);
    map.follow((map.height - 300) / 2);
    assert.equal(map.top, (22_000_000 - 300) / 2);
  });

  it('moves pixel by pixel where the scrollbar moves a little, so that no row is skipped', () => {
    const map = mapOf(22_000_000, 300);
    map.follow((map.height - 300) / 2);
    const { top } = map;
    map.follow((map.height - 300) / 2 + 22);
    assert.equal(map.top, top + 22);
    map.follow((map.height - 300) / 2 - 22);
    assert.equal(map.top, top - 22);
  });

  it('does not move again when the scrollbar follows the rows', () => {
    const map = mapOf(22_000_000, 300);
    const scrollTop = map.moveTo(1_000_007);
    // Browsers round to a fraction of a pixel.
    map.settle(Math.round(scrollTop * 4) / 4);
    map.follow(Math.round(scrollTop * 4) / 4);
    assert.equal(map.top, 1_000_007);
  });

  it('stays within the rows', () => {
    const map = mapOf(1000, 300);
    map.moveTo(5000);
    assert.equal(map.top, 700);
    map.moveTo(-5);
    assert.equal(map.top, 0);
    assert.equal(mapOf(100, 300).moveTo(50), 0);
  });

  it('says where the scrollbar belongs when there are other rows, and only then', () => {
    const map = mapOf(22_000_000, 300);
    map.moveTo(11_000_000);
    assert.equal(map.resize({ content: 22_000_000, view: 300 }), undefined);
    assert.equal(map.resize({ content: 1000, view: 300 }), 700);
    assert.equal(map.top, 700);
  });
});
