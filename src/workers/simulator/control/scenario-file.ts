import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { scenarioSchema } from '../../../shared/model/simulator';
import type { Scenario } from '../../../shared/model/simulator';
import type { Log } from '../../log';
import { writeWhole } from '../demo/write-whole';

const fileSchema = z.object({ version: z.literal(1), scenarios: z.array(scenarioSchema) });

/** Scenarios by their name, kept in a file. */
export interface ScenarioStore {
  list(): readonly Scenario[];
  find(name: string): Scenario | undefined;
  /** Adds it, or replaces the one of its name. */
  save(scenario: Scenario): void;
  /** False where there was none of that name. */
  remove(name: string): boolean;
}

/** A file that cannot be read is left as it is until the next scenario is saved, and said in the log. */
export function openScenarios(file: string, log: Log): ScenarioStore {
  let scenarios = readScenarios(file, log);
  const put = (changed: readonly Scenario[]): void => {
    const sorted = changed.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
    writeWhole(file, { version: 1, scenarios: sorted });
    scenarios = sorted;
  };
  const without = (name: string): Scenario[] => scenarios.filter((one) => one.name !== name);
  return {
    list: () => scenarios,
    find: (name) => scenarios.find((one) => one.name === name),
    save: (scenario) => put([...without(scenario.name), scenario]),
    remove: (name) => {
      const rest = without(name);
      if (rest.length === scenarios.length) return false;
      put(rest);
      return true;
    },
  };
}

function readScenarios(file: string, log: Log): readonly Scenario[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  try {
    return fileSchema.parse(JSON.parse(text)).scenarios;
  } catch (error) {
    log('warn', 'The saved scenarios cannot be read', { file, error: String(error) });
    return [];
  }
}
