import { z } from 'zod';
import type { TimeView, ViewChoice } from '../../ui/chart/time-view';

const time = z.number().min(0).max(8.64e15);
const choiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live'), spanMs: z.number().positive() }),
  z.object({ kind: z.literal('batch'), from: time }),
  z.object({ kind: z.literal('fixed'), from: time, to: time }),
]);
const messageSchema = z.discriminatedUnion('what', [
  /** A window is there; the others answer with the same. */
  z.object({ what: z.literal('here'), from: z.string(), name: z.string().max(120), answer: z.boolean() }),
  z.object({ what: z.literal('gone'), from: z.string() }),
  z.object({ what: z.literal('view'), from: z.string(), choice: choiceSchema }),
  z.object({ what: z.literal('cursor'), from: z.string(), t: time.nullable() }),
]);
export type LinkMessage = z.infer<typeof messageSchema>;

/** A way to the other windows, e.g. a BroadcastChannel. */
export interface LinkWay {
  post(message: LinkMessage): void;
  listen(take: (message: unknown) => void): () => void;
}

export interface LinkedWindow {
  readonly id: string;
  readonly name: string;
}

export interface WindowLink {
  /** The other windows that are linked; the same array until it changes. */
  readonly others: () => readonly LinkedWindow[];
  readonly subscribe: (changed: () => void) => () => void;
  rename(name: string): void;
  close(): void;
}

/**
 * Links the time and the cursor of this window with those of all others that are linked. What came from another window is
 * not told again, so that two windows never chase one another.
 * @param soon runs its argument in the next frame: a moving cursor is told once a frame
 */
export function linkWindows(
  way: LinkWay,
  me: LinkedWindow,
  view: TimeView,
  soon: (run: () => void) => void,
): WindowLink {
  let others: readonly LinkedWindow[] = [];
  let taking = false;
  let cursorWaits = false;
  let { name } = me;
  const listeners = new Set<() => void>();
  const setOthers = (next: readonly LinkedWindow[]): void => {
    others = next;
    for (const listener of listeners) listener();
  };
  const here = (answer: boolean): void => way.post({ what: 'here', from: me.id, name, answer });
  const take = (run: () => void): void => {
    taking = true;
    run();
    taking = false;
  };
  const met = (other: LinkedWindow): void =>
    setOthers([...others.filter(({ id }) => id !== other.id), other].toSorted((a, b) => a.name.localeCompare(b.name))); // prettier-ignore
  const hear = (raw: unknown): void => {
    const read = messageSchema.safeParse(raw);
    if (!read.success || read.data.from === me.id) return;
    const message = read.data;
    switch (message.what) {
      case 'here':
        met({ id: message.from, name: message.name });
        if (message.answer) {
          here(false);
          way.post({ what: 'view', from: me.id, choice: view.choice() });
        }
        return;
      case 'gone':
        return setOthers(others.filter(({ id }) => id !== message.from));
      case 'view':
        if (JSON.stringify(message.choice) !== JSON.stringify(view.choice()))
          take(() => view.choose(message.choice));
        return;
      case 'cursor':
        return take(() => view.pointAt(message.t));
      default:
        message satisfies never;
    }
  };
  const tellView = (): void => {
    const choice: ViewChoice = view.choice();
    if (!taking) way.post({ what: 'view', from: me.id, choice });
  };
  const tellCursor = (): void => {
    if (taking || cursorWaits) return;
    cursorWaits = true;
    soon(() => {
      cursorWaits = false;
      way.post({ what: 'cursor', from: me.id, t: view.cursor() });
    });
  };
  const stops = [way.listen(hear), view.subscribe(tellView), view.subscribeCursor(tellCursor)];
  here(true);
  return {
    others: () => others,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rename: (next) => {
      if (next === name) return;
      name = next;
      here(false);
    },
    close: () => {
      way.post({ what: 'gone', from: me.id });
      for (const stop of stops) stop();
      setOthers([]);
    },
  };
}

/** All windows of this station in this browser, or of this desktop. */
export function openWay(): LinkWay & { close(): void } {
  const channel = new BroadcastChannel('bioprocess-twin-workspace');
  return {
    post: (message) => channel.postMessage(message),
    listen: (take) => {
      const listener = ({ data }: MessageEvent<unknown>): void => take(data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
    close: () => channel.close(),
  };
}
