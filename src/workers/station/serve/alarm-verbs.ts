import type { Rooms } from './rooms';
import { guarded } from './who';

/** Alarms: what stands, what people do about it, the journal, the figures, the master database. */
export function alarmVerbs({ alarms }: Pick<Rooms, 'alarms'>) {
  const os = guarded.alarms;
  return {
    list: os.list.handler(() => alarms.list()),
    acknowledge: os.acknowledge.handler(({ input }) => ({
      done: alarms.acknowledge(input.alarms, input.comment),
    })),
    reset: os.reset.handler(({ input }) => ({
      done: alarms.reset(input.unitId, input.alarmId, input.comment),
    })),
    shelve: os.shelve.handler(({ input }) => ({
      until: alarms.shelve(input.unitId, input.alarmId, input.hours, input.reason),
    })),
    unshelve: os.unshelve.handler(({ input }) => ({ done: alarms.unshelve(input.unitId, input.alarmId) })),
    journal: os.journal.handler(({ input }) => alarms.journal(input)),
    kpi: os.kpi.handler(({ input }) => alarms.kpi(input.from, input.to)),
    definitions: os.definitions.handler(() => [...alarms.definitions()]),
    define: os.define.handler(({ input: { reason, ...definition } }) => alarms.define(definition, reason)),
    outages: os.outages.handler(() => alarms.outages.list()),
    requestOutage: os.requestOutage.handler(({ input }) => alarms.outages.request(input)),
    endOutage: os.endOutage.handler(({ input: { id, reason } }) => alarms.outages.end(id, reason)),
  };
}
