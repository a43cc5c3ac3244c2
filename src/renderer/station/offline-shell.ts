import { isDesktop } from './connect';

/** Whether this page opens again while the station is away. */
export type OfflineShellState =
  /** The desktop keeps its own files. */
  | { readonly kind: 'desktop' }
  /** `insecure`: plain http to another host, where browsers keep nothing; `refused`: the browser did not take it. */
  | { readonly kind: 'unavailable'; readonly why: 'insecure' | 'refused' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'ready' }
  /** A new build lies ready and takes over with the next reload. */
  | { readonly kind: 'new-version' };

export interface OfflineShell {
  /** The same object until it changes. */
  readonly get: () => OfflineShellState;
  readonly subscribe: (changed: () => void) => () => void;
  /** Goes over to the new build. */
  takeOver(): void;
  /** Looks whether the station has a new build; called when it is back. */
  look(): void;
}

const path = '/offline-shell.js';

/** Keeps the files of this page on the device, where the browser can. */
export function createOfflineShell(page: Window): OfflineShell {
  let state: OfflineShellState = { kind: 'preparing' };
  let registration: ServiceWorkerRegistration | undefined;
  const listeners = new Set<() => void>();
  const set = (next: OfflineShellState): void => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const workers = page.isSecureContext ? page.navigator.serviceWorker : undefined;
  if (isDesktop(page)) state = { kind: 'desktop' };
  else if (workers)
    register(workers, set).then(
      (registered) => void (registration = registered),
      () => set({ kind: 'unavailable', why: 'refused' }),
    );
  else state = { kind: 'unavailable', why: 'insecure' };
  return {
    get: () => state,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    takeOver: () => {
      const waiting = registration?.waiting;
      if (!waiting) return page.location.reload();
      workers?.addEventListener('controllerchange', () => page.location.reload(), { once: true });
      waiting.postMessage('take-over');
    },
    look: () => void registration?.update().catch(() => undefined),
  };
}

async function register(
  workers: ServiceWorkerContainer,
  set: (state: OfflineShellState) => void,
): Promise<ServiceWorkerRegistration> {
  const registered = await workers.register(path, { scope: '/', updateViaCache: 'none' });
  watch(registered, workers, set);
  return registered;
}

function watch(
  registration: ServiceWorkerRegistration,
  workers: ServiceWorkerContainer,
  set: (state: OfflineShellState) => void,
): void {
  const tell = (): void => {
    // Where there is no controller yet this is the first build of all: nothing is older than it.
    if (registration.waiting && workers.controller) set({ kind: 'new-version' });
    else if (registration.active) set({ kind: 'ready' });
  };
  const follow = (worker: ServiceWorker): void =>
    worker.addEventListener('statechange', () => {
      if (worker.state === 'redundant' && !registration.active) set({ kind: 'unavailable', why: 'refused' });
      tell();
    });
  if (registration.installing) follow(registration.installing);
  registration.addEventListener(
    'updatefound',
    () => registration.installing && follow(registration.installing),
  );
  tell();
}
