import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../shared/contract/contract';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import { batchSchema, processUnitSchema } from '../../../shared/model/process-unit';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import type { WorkerPort } from '../../entry';
import { batchFactsOf } from '../fleet';
import { simulatedVessel } from '../plant/simulated-vessel';
import { plantPresets } from '../plant/parameters';
import type { CommandDesk } from '../control/follow-commands';
import { nameOf } from './demo-plan';
import type { BatchPlan, DemoPlan } from './demo-plan';
import type { DemoStation } from './demo-plant';

const deadlineMs = 60_000;

/** The station over a message port. A call on a dead port would hang for ever: each has a deadline. */
export function stationClient(port: WorkerPort): DemoStation & CommandDesk {
  const client: ContractRouterClient<Contract> = createORPCClient(new RPCLink({ port }));
  port.start();
  return {
    lastTimes: (unitId, tags) => soon(client.readings.lastTimes({ unitId, tags: [...tags] })),
    submit: async (columns) => {
      await soon(client.readings.submit(columns));
    },
    attach: async (plan, brokerPort) => {
      await soon(client.demo.attach({ brokerPort, units: unitsOf(plan), batches: batchesOf(plan) }));
    },
    nextCommands: (waitMs) => soon(client.simulator.nextCommands({ waitMs })),
    report: async (report) => {
      await soon(client.simulator.report(report));
    },
  };
}

function soon<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The station did not answer in time')), deadlineMs);
  return Promise.race([answer, late.promise]).finally(() => clearTimeout(timer));
}

function unitsOf(plan: DemoPlan): ProcessUnit[] {
  return plan.units.map(({ unitId, batch }) =>
    processUnitSchema.parse({
      id: unitIdSchema.parse(unitId),
      name: nameOf(unitId),
      scale: batch.preset,
      startVolumeL: plantPresets[batch.preset].startVolumeL,
      simulated: true,
      vessel: simulatedVessel,
    }),
  );
}

/** Ended batches first, so that the running ones are the newest of their unit. */
export function batchesOf(plan: DemoPlan): Batch[] {
  const ended = [...plan.retired, ...plan.units].flatMap((unit) =>
    unit.ended.toReversed().map((batch) => batchOf(unit.unitId, batch, batch.endedAt)),
  );
  return [...ended, ...plan.units.map((unit) => batchOf(unit.unitId, unit.batch, null))];
}

function batchOf(unitId: string, batch: BatchPlan, endedAt: number | null): Batch {
  return batchSchema.parse({
    id: batchIdSchema.parse(batch.id),
    unitId,
    name: batchFactsOf(unitId, batch.preset, batch.inoculatedAt).name,
    inoculatedAt: batch.inoculatedAt,
    endedAt,
    simulated: true,
  });
}
