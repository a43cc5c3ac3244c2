import type { SimulatedUnit } from '../../../shared/model/simulator';
import type { SimulatorDeed } from '../../../shared/model/simulator-command';
import { Refusal } from '../../../shared/model/refusal';
import type { Rooms } from './rooms';
import { guarded } from './who';

/** The simulated plant. What people ask is fetched by the simulator; nothing here reaches another source. */
export function simulatorVerbs({ simulator }: Rooms) {
  const os = guarded.simulator;
  /** The unit as it is after a deed. */
  const unitAfter = async (deed: SimulatorDeed): Promise<SimulatedUnit> => {
    const { unitId } = await simulator.ask(deed);
    const unit = simulator.status().units.find((candidate) => candidate.unitId === unitId);
    if (!unit) throw new Refusal('NOT_FOUND', `No simulated unit is called ${unitId}`);
    return unit;
  };
  return {
    status: os.status.handler(() => simulator.status()),
    setPoint: os.setPoint.handler(({ input }) => unitAfter({ do: 'set-point', ...input })),
    speed: os.speed.handler(({ input }) => unitAfter({ do: 'speed', ...input })),
    addFault: os.addFault.handler(({ input: { unitId, ...fault } }) =>
      unitAfter({ do: 'add-fault', unitId, fault }),
    ),
    clearFaults: os.clearFaults.handler(({ input }) => unitAfter({ do: 'clear-faults', ...input })),
    checkScript: os.checkScript.handler(
      async ({ input }) => (await simulator.ask({ do: 'check-script', ...input })).refused,
    ),
    runScript: os.runScript.handler(({ input }) => unitAfter({ do: 'run-script', ...input })),
    reset: os.reset.handler(({ input }) => unitAfter({ do: 'reset', ...input })),
    saveScenario: os.saveScenario.handler(async ({ input }) => {
      await simulator.ask({ do: 'save-scenario', scenario: input });
      return simulator.status().scenarios;
    }),
    removeScenario: os.removeScenario.handler(async ({ input }) => {
      await simulator.ask({ do: 'remove-scenario', ...input });
      return simulator.status().scenarios;
    }),
    startScenario: os.startScenario.handler(({ input }) => unitAfter({ do: 'start-scenario', ...input })),
    nextCommands: os.nextCommands.handler(({ input, signal }) => simulator.next(input.waitMs, signal)),
    report: os.report.handler(({ input }) => {
      simulator.report(input);
      return { ok: true };
    }),
  };
}
