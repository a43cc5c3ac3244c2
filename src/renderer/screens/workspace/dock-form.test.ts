import { createDockview } from 'dockview';
import { expect, it } from 'vitest';
import { addPanel } from '../../../shared/model/workspace-edits';
import { emptyLayout, type LayoutPanel, type LayoutPlace } from '../../../shared/model/workspace-layout';
import { differenceOf, flattened, fromDock, toDock } from './dock-form';

const tabs = (share: number, ...panels: string[]): Extract<LayoutPlace, { kind: 'tabs' }> => ({
  kind: 'tabs',
  share,
  panels,
  front: panels[0] ?? '',
});
const panel = (id: string): LayoutPanel => ({ id, title: null, settings: { kind: 'alarms', unitId: null } });

it('goes into the form of the dock and comes back as what it was', () => {
  const root: LayoutPlace = {
    kind: 'row',
    share: 1,
    places: [
      tabs(0.25, 'a', 'b'),
      {
        kind: 'column',
        share: 0.75,
        places: [tabs(0.5, 'c'), { kind: 'row', share: 0.5, places: [tabs(0.4, 'd'), tabs(0.6, 'e')] }],
      },
    ],
  };
  const layout = { ...emptyLayout('n'), panels: ['a', 'b', 'c', 'd', 'e'].map(panel), root };
  const dock = toDock(layout, { width: 1600, height: 900 }, (id) => id);
  expect(fromDock(dock)).toEqual(root);
  expect(dock.grid).toMatchObject({ orientation: 'HORIZONTAL', root: { size: 900 } });
  expect(fromDock(toDock(emptyLayout('n'), { width: 10, height: 10 }, (id) => id))).toBeNull();
});

it('takes rows in rows for one row, and does not mistake rounding for a change', () => {
  const nested: LayoutPlace = {
    kind: 'row',
    share: 1,
    places: [tabs(1, 'a'), { kind: 'row', share: 1, places: [tabs(1, 'b'), tabs(1, 'c')] }],
  };
  expect(flattened(nested)).toEqual({
    kind: 'row',
    share: 1,
    places: [tabs(1, 'a'), tabs(0.5, 'b'), tabs(0.5, 'c')],
  });
  const row = (a: number, b: number): LayoutPlace => ({
    kind: 'row',
    share: 1,
    places: [tabs(a, 'a', 'x'), tabs(b, 'b')],
  });
  expect(differenceOf(row(0.5, 0.5), row(0.505, 0.495))).toBe('none');
  expect(differenceOf(row(0.5, 0.5), row(0.6, 0.4))).toBe('places');
  const other: LayoutPlace = {
    kind: 'row',
    share: 1,
    places: [{ ...tabs(0.5, 'a', 'x'), front: 'x' }, tabs(0.5, 'b')],
  };
  expect(differenceOf(row(0.5, 0.5), other)).toBe('front');
});

it('is the form this version of the dock writes itself', () => {
  const text = JSON.stringify(toDock(emptyLayout('n'), { width: 100, height: 100 }, String));
  expect(Object.keys(JSON.parse(text) as object).toSorted()).toEqual(['grid', 'panels']);
  expect(typeof createDockview).toBe('function');
  const edited = addPanel(emptyLayout('n'), panel('a'), null);
  expect(edited.ok && toDock(edited.layout, { width: 100, height: 100 }, String).panels).toEqual({
    a: { id: 'a', contentComponent: 'panel', title: 'a' },
  });
});
