import type { WorkerPlan } from '../supervise';

/** How the station is to answer browsers and scripts. */
export interface HttpPlan {
  readonly port: number;
  readonly address: string;
  readonly token: string;
  readonly tls: { readonly certPem: string; readonly keyPem: string } | null;
}

/** What a host found out before it starts the workers. */
export interface HostFacts {
  readonly host: 'desktop' | 'headless';
  readonly appVersion: string;
  readonly dataDir: string;
  readonly masterKeyHex: string;
  readonly modelsDir: string;
  readonly rendererDir: string | null;
  /** Asked anew at every start: a station that comes back keeps the port it had. */
  readonly http: () => HttpPlan | null;
  readonly demo: boolean;
  readonly brokerUrl: string | null;
  /** Where what is read goes, too. */
  readonly bridge?: { readonly url: string; readonly dialect: string };
  /** Folders that heads of the audit ledger are written to. */
  readonly anchorFolders?: readonly string[];
}

/** The demo's own: the same plant at every start. */
const demoSeed = 1;

const driverName = /^driver:[a-z0-9_-]{1,60}$/;

/** The process of a connection to devices, by its name; undefined for any other name. */
export function driverPlan(name: string): WorkerPlan | undefined {
  return driverName.test(name) ? { name, init: () => ({}), onDemand: true } : undefined;
}

/** Which workers run, and what each is told first. */
export function workerPlans(facts: HostFacts): WorkerPlan[] {
  const { http, ...station } = facts;
  const plans: WorkerPlan[] = [
    { name: 'station', init: () => ({ ...station, http: http() }) },
    { name: 'twin', init: () => ({ modelsDir: facts.modelsDir }) },
    {
      name: 'trainer',
      init: () => ({ dataDir: facts.dataDir, appVersion: facts.appVersion }),
      onDemand: true,
    },
  ];
  if (facts.demo) plans.push({ name: 'simulator', init: () => ({ dataDir: facts.dataDir, seed: demoSeed }) });
  return plans;
}
