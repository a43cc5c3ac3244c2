import { z } from 'zod';
import { unitIdSchema } from '../model/identity';
import {
  faultInputSchema,
  refusedLineSchema,
  resetInputSchema,
  scenarioSchema,
  simulatedUnitSchema,
  simulatorSpeedSchema,
  simulatorStateSchema,
} from '../model/simulator';
import { simulatorCommandSchema, simulatorReportSchema } from '../model/simulator-command';
import { verb } from './refusals';

const tags = ['Simulator'];
const unitId = unitIdSchema;
const scriptSchema = z.object({
  unitId,
  text: z.string().max(20_000, 'The script is longer than 20 000 characters'),
});

/** The simulated plant only. No verb here reaches a source of a real one. */
export const simulator = {
  status: verb
    .route({ method: 'GET', path: '/simulator', summary: 'Simulated units, faults and scenarios', tags })
    .output(simulatorStateSchema),
  setPoint: verb
    .route({ method: 'POST', path: '/simulator/{unitId}/set-point', summary: 'Change a set point', tags })
    .input(
      z.object({
        unitId,
        name: z.string().min(1).max(40),
        /** Null hands it back to recipe or cascade. */
        value: z.number().nullable(),
      }),
    )
    .output(simulatedUnitSchema),
  /** Above 1, a unit in step with the clock begins a new batch in the past, which runs until it is now. */
  speed: verb
    .route({ method: 'POST', path: '/simulator/{unitId}/speed', summary: 'Change the speed', tags })
    .input(z.object({ unitId, speed: simulatorSpeedSchema }))
    .output(simulatedUnitSchema),
  addFault: verb
    .route({ method: 'POST', path: '/simulator/{unitId}/fault', summary: 'Begin or plan a fault', tags })
    .input(faultInputSchema.extend({ unitId }))
    .output(simulatedUnitSchema),
  /** All faults of the unit, or the one with the id. What they did to the process stays done. */
  clearFaults: verb
    .route({ method: 'POST', path: '/simulator/{unitId}/clear-faults', summary: 'End faults', tags })
    .input(z.object({ unitId, id: z.string().max(40).nullable().default(null) }))
    .output(simulatedUnitSchema),
  checkScript: verb
    .route({
      method: 'POST',
      path: '/simulator/{unitId}/check-script',
      summary: 'What is wrong with a fault script',
      tags,
    })
    .input(scriptSchema)
    .output(z.array(refusedLineSchema)),
  /** Adds the faults of a script; refused as a whole, with every line that cannot be used. */
  runScript: verb
    .route({ method: 'POST', path: '/simulator/{unitId}/run-script', summary: 'Run a fault script', tags })
    .input(scriptSchema)
    .output(simulatedUnitSchema),
  /** Ends the simulated batch and starts another. The answer may name another unit: see the README. */
  reset: verb
    .route({
      method: 'POST',
      path: '/simulator/{unitId}/reset',
      summary: 'Start a new simulated batch',
      tags,
    })
    .input(resetInputSchema)
    .output(simulatedUnitSchema),
  saveScenario: verb
    .route({ method: 'PUT', path: '/simulator/scenario', summary: 'Save a scenario by its name', tags })
    .input(scenarioSchema)
    .output(z.array(scenarioSchema)),
  removeScenario: verb
    .route({ method: 'POST', path: '/simulator/remove-scenario', summary: 'Remove a scenario', tags })
    .input(z.object({ name: z.string().max(60) }))
    .output(z.array(scenarioSchema)),
  startScenario: verb
    .route({
      method: 'POST',
      path: '/simulator/{unitId}/start-scenario',
      summary: 'Start a saved scenario on a simulated unit',
      tags,
    })
    .input(z.object({ unitId, name: z.string().max(60) }))
    .output(simulatedUnitSchema),
  /** The simulator fetches what it is asked to do. */
  nextCommands: verb
    .input(z.object({ waitMs: z.number().int().min(0).max(30_000) }))
    .output(z.array(simulatorCommandSchema)),
  /** The simulator tells how it is and what became of commands. */
  report: verb.input(simulatorReportSchema).output(z.object({ ok: z.boolean() })),
};
