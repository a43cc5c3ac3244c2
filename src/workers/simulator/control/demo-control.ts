import { randomUUID } from 'node:crypto';
import { Refusal } from '../../../shared/model/refusal';
import type { FaultInput, Scenario, SimulatorState } from '../../../shared/model/simulator';
import type {
  SimulatorAnswer,
  SimulatorCommand,
  SimulatorDeed,
} from '../../../shared/model/simulator-command';
import type { UnitId } from '../../../shared/model/identity';
import type { DemoPlant } from '../demo/demo-plant';
import { hourMs } from '../demo/demo-plan';
import { changeSetPoint, defaultSetPoints } from '../plant/controllers';
import { readFaultScript } from '../plant/fault-script';
import type { RefusedLine } from '../plant/fault-script';
import { plantPresets } from '../plant/parameters';
import { faultKinds } from './describe-faults';
import { describeUnit, presets } from './describe-unit';
import { faultOf } from './plant-action';
import type { LoggedAction, PlantAction } from './plant-action';
import type { ScenarioStore } from './scenario-file';

/** Share of its recipe at which a sped-up batch meets the clock. */
const meetsAtShare = 0.9;
const mostFaults = 500;

export interface DemoControl {
  state(): SimulatorState;
  /** Carries a command out; a refusal is an answer. @throws what is a bug */
  carryOut(command: SimulatorCommand): Promise<SimulatorAnswer>;
  /** A set point that came over MQTT. Empty, or why it was refused. */
  wiredSetPoint(unitId: string, name: string, value: number | null): string;
}

interface Done {
  readonly unitId: UnitId | null;
  readonly refused?: readonly RefusedLine[];
}

/** What people may do to the demo plant. Checked here, whichever way it came. */
export function createDemoControl(
  plant: DemoPlant,
  scenarios: ScenarioStore,
  now: () => number,
): DemoControl {
  const run = async (deed: SimulatorDeed): Promise<Done> => {
    switch (deed.do) {
      case 'set-point':
        return act(deed.unitId, [{ do: 'set-point', name: deed.name, value: deed.value }]);
      case 'add-fault':
        return addFaults(deed.unitId, [deed.fault]);
      case 'clear-faults':
        return act(deed.unitId, [{ do: 'clear-faults', id: deed.id }]);
      case 'check-script':
        return { unitId: deed.unitId, refused: readFaultScript(deed.text, ageH(deed.unitId)).refused };
      case 'run-script':
        return addFaults(deed.unitId, readScript(deed.text, ageH(deed.unitId)));
      case 'speed':
        return speed(deed.unitId, deed.speed);
      case 'reset':
        return begin(deed.unitId, deed, []);
      case 'save-scenario':
        checkScenario(deed.scenario);
        scenarios.save(deed.scenario);
        return { unitId: null };
      case 'remove-scenario':
        if (!scenarios.remove(deed.name)) throw noScenario(deed.name);
        return { unitId: null };
      case 'start-scenario':
        return startScenario(deed.unitId, deed.name);
      default:
        return deed satisfies never;
    }
  };

  const ageH = (unitId: string): number => plant.unit(unitId).plant.ageS() / 3600;

  const act = (unitId: UnitId, actions: readonly PlantAction[]): Done => {
    plant.act(unitId, actions);
    return { unitId };
  };

  const addFaults = (unitId: UnitId, faults: readonly FaultInput[]): Done => {
    const { plant: target } = plant.unit(unitId);
    if (target.namedFaults().length + faults.length > mostFaults)
      throw new Refusal('REFUSED', `A batch takes at most ${mostFaults} faults`);
    const nowH = target.ageS() / 3600;
    return act(
      unitId,
      faults.map((fault) => ({ do: 'fault', id: randomUUID(), fault: faultOf(fault, nowH) })),
    );
  };

  const speed = async (unitId: UnitId, wanted: number): Promise<Done> => {
    const unit = plant.unit(unitId);
    if (unit.pace) plant.changePace(unitId, wanted);
    if (unit.pace || wanted === 1) return { unitId };
    const { preset, seed } = unit.batch;
    // While the batch runs, the clock goes on: it has to make up for that too.
    const headStartMs = meetsAtShare * plantPresets[preset].endH * hourMs * (1 - 1 / wanted);
    const batch = { preset, seed, actions: [], headStartMs, speed: wanted };
    return { unitId: (await plant.replace(unitId, batch)) as UnitId };
  };

  const begin = async (
    unitId: UnitId,
    { preset, atHour, seed }: Pick<Scenario, 'preset' | 'atHour' | 'seed'>,
    actions: readonly LoggedAction[],
  ): Promise<Done> => {
    checkHour(preset, atHour);
    const batch = { preset, seed, actions, headStartMs: startS(atHour) * 1000, speed: 1 };
    return { unitId: (await plant.replace(unitId, batch)) as UnitId };
  };

  const startScenario = (unitId: UnitId, name: string): Promise<Done> => {
    const scenario = scenarios.find(name);
    if (!scenario) throw noScenario(name);
    return begin(unitId, scenario, actionsOf(scenario));
  };

  return {
    state: () => ({
      units: plant.units().map((unit) => describeUnit(unit, now())),
      faultKinds: [...faultKinds],
      presets,
      scenarios: [...scenarios.list()],
      retired: plant.plan().retired.map((unit) => unit.unitId),
    }),
    carryOut: async ({ id, deed }) => {
      try {
        const { unitId, refused = [] } = await run(deed);
        return { id, ok: true, unitId, refused: [...refused] };
      } catch (error) {
        return { id, ok: false, ...refusalOf(error) };
      }
    },
    wiredSetPoint: (unitId, name, value) => {
      try {
        plant.act(unitId, [{ do: 'set-point', name, value }]);
        return '';
      } catch (error) {
        return refusalOf(error).words;
      }
    },
  };
}

type Refused = Omit<Extract<SimulatorAnswer, { ok: false }>, 'id' | 'ok'>;

/** The plant refuses with RangeErrors that carry words for the person; anything else is a bug. */
function refusalOf(error: unknown): Refused {
  if (error instanceof RangeError) return { code: 'REFUSED', words: error.message, field: null };
  if (!(error instanceof Refusal)) throw error;
  const code = error.code === 'NOT_FOUND' || error.code === 'CONFLICT' ? error.code : 'REFUSED';
  return { code, words: error.words, field: error.field ?? null };
}

function noScenario(name: string): Refusal {
  return new Refusal('NOT_FOUND', `No scenario is called ${name}`, 'name');
}

const startS = (atHour: number): number => Math.round(atHour * 3600);

function checkHour(preset: Scenario['preset'], atHour: number): void {
  const { endH } = plantPresets[preset];
  if (atHour < endH) return;
  throw new Refusal('REFUSED', `The recipe ends at hour ${endH}: begin before it`, 'atHour');
}

/** @throws Refusal with every line that cannot be used */
function readScript(text: string, nowH: number): readonly FaultInput[] {
  const { faults, refused } = readFaultScript(text, nowH);
  if (refused.length === 0) return faults;
  throw new Refusal(
    'REFUSED',
    refused.map(({ line, words }) => `Line ${line}: ${words}`).join('. '),
    'script',
  );
}

/** @throws Refusal or RangeError with what is wrong with a scenario: it must be possible as it is saved */
function checkScenario({ preset, atHour, setPoints, script }: Scenario): void {
  checkHour(preset, atHour);
  readScript(script, startS(atHour) / 3600);
  const points = defaultSetPoints(plantPresets[preset]);
  for (const { name, value } of setPoints) changeSetPoint(points, name, value);
}

/** What a scenario does to its batch, all at the moment it begins. */
function actionsOf({ atHour, setPoints, script }: Scenario): LoggedAction[] {
  const atS = startS(atHour);
  const actions: PlantAction[] = [
    ...setPoints.map((point) => ({ do: 'set-point' as const, ...point })),
    ...readScript(script, atS / 3600).map((fault) => ({
      do: 'fault' as const,
      id: randomUUID(),
      fault: faultOf(fault, atS / 3600),
    })),
  ];
  return actions.map((action) => ({ atS, action }));
}
