import { z } from 'zod';
import { unitIdSchema } from './identity';
import {
  faultInputSchema,
  refusedLineSchema,
  resetInputSchema,
  scenarioSchema,
  simulatorSpeedSchema,
  simulatorStateSchema,
} from './simulator';

const unitId = unitIdSchema;

/** What the simulator is asked to do. It fetches these itself: nothing is ever sent to a plant. */
export const simulatorDeedSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('set-point'),
    unitId,
    name: z.string().min(1).max(40),
    value: z.number().nullable(),
  }),
  z.object({ do: z.literal('speed'), unitId, speed: simulatorSpeedSchema }),
  z.object({ do: z.literal('add-fault'), unitId, fault: faultInputSchema }),
  z.object({ do: z.literal('clear-faults'), unitId, id: z.string().max(40).nullable() }),
  z.object({ do: z.literal('check-script'), unitId, text: z.string().max(20_000) }),
  z.object({ do: z.literal('run-script'), unitId, text: z.string().max(20_000) }),
  resetInputSchema.extend({ do: z.literal('reset') }),
  z.object({ do: z.literal('save-scenario'), scenario: scenarioSchema }),
  z.object({ do: z.literal('remove-scenario'), name: z.string().max(60) }),
  z.object({ do: z.literal('start-scenario'), unitId, name: z.string().max(60) }),
]);
export type SimulatorDeed = z.infer<typeof simulatorDeedSchema>;

export const simulatorCommandSchema = z.object({ id: z.string(), deed: simulatorDeedSchema });
export type SimulatorCommand = z.infer<typeof simulatorCommandSchema>;

/** What became of a command. */
export const simulatorAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    id: z.string(),
    ok: z.literal(true),
    /** The unit it was about; another than asked for where the batch had to move to one. */
    unitId: unitIdSchema.nullable(),
    /** Lines of a checked script that cannot be used. */
    refused: z.array(refusedLineSchema),
  }),
  z.object({
    id: z.string(),
    ok: z.literal(false),
    code: z.enum(['NOT_FOUND', 'CONFLICT', 'REFUSED']),
    words: z.string(),
    field: z.string().nullable(),
  }),
]);
export type SimulatorAnswer = z.infer<typeof simulatorAnswerSchema>;

export const simulatorReportSchema = z.object({
  state: simulatorStateSchema,
  answers: z.array(simulatorAnswerSchema),
});
export type SimulatorReport = z.infer<typeof simulatorReportSchema>;
