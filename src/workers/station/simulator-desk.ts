import { randomUUID } from 'node:crypto';
import type { SimulatorState } from '../../shared/model/simulator';
import type {
  SimulatorAnswer,
  SimulatorCommand,
  SimulatorReport,
} from '../../shared/model/simulator-command';
import { Refusal } from '../../shared/model/refusal';
import type { SimulatorRoom } from './serve/rooms';

export interface SimulatorDeskDeps {
  readonly now: () => number;
  /** True where the host starts a simulator. */
  readonly demo: boolean;
  /** Ids of retired simulated units, as kept between starts. */
  readonly retired: readonly string[];
  readonly retiredChanged: (ids: readonly string[]) => void;
  /** How long a person waits for an answer, ms. */
  readonly deadlineMs?: number;
}

/** The simulator tells of itself every second; after this long without a word it is gone. */
const silenceMs = 15_000;

interface Asked {
  readonly command: SimulatorCommand;
  readonly answered: (answer: SimulatorAnswer) => void;
  taken: boolean;
}

export interface SimulatorDesk extends SimulatorRoom {
  /** True for a simulated unit that runs no more. */
  isRetired(unitId: string): boolean;
}

/** Keeps what people ask of the simulator until it fetches it, and gives them its answers. */
export function createSimulatorDesk(deps: SimulatorDeskDeps): SimulatorDesk {
  const { now, demo, deadlineMs = 20_000 } = deps;
  const asked = new Map<string, Asked>();
  const waiting = new Set<() => void>();
  let state: SimulatorState | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let retired = new Set(deps.retired);

  const present = (): SimulatorState => {
    const busy = [...asked.values()].some((one) => one.taken);
    if (state && (waiting.size > 0 || busy || now() - toldAt < silenceMs)) return state;
    throw new Refusal('UNAVAILABLE', absentWords(demo));
  };
  const take = (): SimulatorCommand[] => {
    const fresh = [...asked.values()].filter((one) => !one.taken);
    for (const one of fresh) one.taken = true;
    return fresh.map((one) => one.command);
  };
  const learn = (report: SimulatorReport): void => {
    ({ state } = report);
    toldAt = now();
    if (state.retired.join() === [...retired].join()) return;
    retired = new Set(state.retired);
    deps.retiredChanged(state.retired);
  };

  return {
    isRetired: (unitId) => retired.has(unitId),
    status: present,
    report: (report) => {
      learn(report);
      for (const answer of report.answers) asked.get(answer.id)?.answered(answer);
    },
    next: async (waitMs, signal) => {
      toldAt = now();
      const fresh = take();
      if (fresh.length > 0 || waitMs === 0) return fresh;
      await wake(waiting, waitMs, signal);
      return signal?.aborted ? [] : take();
    },
    ask: async (deed) => {
      present();
      const answer = await new Promise<SimulatorAnswer>((resolve, reject) => {
        const id = randomUUID();
        const one: Asked = {
          command: { id, deed },
          answered: (given) => end(() => resolve(given)),
          taken: false,
        };
        const late = (): void => reject(new Refusal('UNAVAILABLE', lateWords(one)));
        const timer = setTimeout(() => end(late), deadlineMs);
        const end = (then: () => void): void => {
          clearTimeout(timer);
          asked.delete(id);
          then();
        };
        asked.set(id, one);
        for (const run of waiting) run();
      });
      if (!answer.ok) throw new Refusal(answer.code, answer.words, answer.field ?? undefined);
      return answer;
    },
  };
}

function absentWords(demo: boolean): string {
  return demo
    ? 'The simulator does not answer now; it is started again by itself'
    : 'No simulator runs: start without --no-demo';
}

function lateWords({ taken }: Asked): string {
  return taken
    ? 'The simulator did not answer in time. It may still do it: look before you ask again'
    : 'The simulator did not fetch this in time, and it was withdrawn';
}

/** Waits for a call, the deadline or the caller to leave. */
function wake(waiting: Set<() => void>, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiting.delete(done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, waitMs);
    waiting.add(done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
