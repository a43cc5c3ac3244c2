import { expect, it } from 'vitest';
import { channelIdSchema } from './identity';
import {
  addChannels,
  addPanel,
  duplicatePanel,
  movePanel,
  removePanel,
  renamePanel,
} from './workspace-edits';
import { beginHistory, changed, mostSteps, redone, undone } from './workspace-history';
import {
  emptyLayout,
  panelsOf,
  readLayout,
  type LayoutPanel,
  type WorkspaceLayout,
} from './workspace-layout';

const channel = (n: number, unit = 'R1') => channelIdSchema.parse(`${unit}/C${n}`);
const trend = (id: string, lines = 1): LayoutPanel => ({
  id,
  title: null,
  settings: {
    kind: 'trend',
    channels: Array.from({ length: lines }, (_, n) => channel(n, id.toUpperCase())),
    scale: 'own',
    limits: true,
    phases: true,
    notes: true,
    compare: null,
  },
});

function added(layout: WorkspaceLayout, panel: LayoutPanel, spot: Parameters<typeof addPanel>[2] = null) {
  const edited = addPanel(layout, panel, spot);
  if (!edited.ok) throw new Error(edited.words);
  return edited.layout;
}

const three = (): WorkspaceLayout =>
  added(
    added(added(emptyLayout('Night'), trend('a')), trend('b'), { panel: 'a', side: 'right' }),
    trend('c'),
    {
      panel: 'b',
      side: 'below',
    },
  );

it('builds rows and columns, and gives the place of a panel that is taken away to its neighbours', () => {
  expect(three().root).toEqual({
    kind: 'row',
    share: 1,
    places: [
      { kind: 'tabs', share: 1, panels: ['a'], front: 'a' },
      {
        kind: 'column',
        share: 1,
        places: [
          { kind: 'tabs', share: 1, panels: ['b'], front: 'b' },
          { kind: 'tabs', share: 1, panels: ['c'], front: 'c' },
        ],
      },
    ],
  });
  const two = removePanel(three(), 'b');
  expect(two.root).toEqual({
    kind: 'row',
    share: 1,
    places: [
      { kind: 'tabs', share: 1, panels: ['a'], front: 'a' },
      { kind: 'tabs', share: 1, panels: ['c'], front: 'c' },
    ],
  });
  expect(removePanel(removePanel(two, 'a'), 'c')).toMatchObject({ panels: [], root: null });
  expect(panelsOf(movePanel(three(), 'c', { panel: 'a', side: 'with' }).root)).toEqual(['a', 'c', 'b']);
});

it('keeps what it writes readable: every edit gives a layout that reads as itself', () => {
  const twice = duplicatePanel(three(), 'a', 'd');
  expect(twice.ok).toBe(true);
  for (const layout of [emptyLayout('x'), three(), renamePanel(three(), 'a', ' Oxygen ')])
    expect(readLayout(JSON.stringify(layout))).toEqual({ ok: true, layout });
});

it('takes back and forth every change, forgets what was taken back after another, and keeps a hundred', () => {
  const [zero, one, two] = [emptyLayout('n'), added(emptyLayout('n'), trend('a')), three()];
  let history = changed(changed(beginHistory(zero), one), two);
  expect(changed(history, three()).past).toHaveLength(2);
  history = undone(undone(undone(history)));
  expect([history.present, history.future.length]).toEqual([zero, 2]);
  expect(redone(redone(redone(history))).present).toEqual(two);
  expect(changed(redone(history), renamePanel(one, 'a', 'DO')).future).toEqual([]);
  for (let n = 0; n < 150; n += 1) history = changed(history, renamePanel(one, 'a', `name ${n}`));
  expect(history.past).toHaveLength(mostSteps);
});

it('refuses 200 channels on a panel, and says what to do; nothing is changed', () => {
  const many = Array.from({ length: 200 }, (_, n) => channel(n, 'R9'));
  expect(addChannels(three(), 'a', many)).toEqual({
    ok: false,
    words: expect.stringMatching(/^201 lines in one trend .* at most 12\./),
  });
  let full = emptyLayout('n');
  for (let n = 0; n < 12; n += 1) full = added(full, trend(`p${n}`, 12));
  expect(addPanel(full, trend('z', 12), null)).toEqual({
    ok: false,
    words: expect.stringContaining('156 channels; one window draws at most 150'),
  });
});

it.each([
  ['cut off', JSON.stringify(three()).slice(0, -20), /^It is damaged: it is no JSON/],
  ['foreign', '{"format":"x","version":1}', /^It is no layout/],
  ['newer', JSON.stringify({ ...three(), version: 2 }), /newer version \(form 2, this one knows 1\)/],
  ['with a panel that has no place', JSON.stringify({ ...three(), root: null }), /do not belong together/],
  [
    'with a script in a picture',
    JSON.stringify({
      ...added(emptyLayout('x'), {
        id: 'i',
        title: null,
        settings: { kind: 'image', words: '', data: 'data:text/html;base64,PHNjcmlwdD4=' },
      }),
    }),
    /no PNG, JPEG or WebP picture/,
  ],
  ['far too large', `"${'x'.repeat(1_000_001)}"`, /^It is larger/],
])('refuses a layout that is %s, with words', (_, text, words) => {
  const read = readLayout(text);
  expect(read.ok ? '' : read.words).toMatch(words);
});
