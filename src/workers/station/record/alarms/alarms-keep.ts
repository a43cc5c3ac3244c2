import type { AlarmDefinition, AlarmEvent } from '../../../../shared/model/alarm';
import type { UnitId } from '../../../../shared/model/identity';

/** Which part of the journal is asked for. Times are those of the values, epoch ms: `from` included, `to` not. */
export interface AlarmSpan {
  readonly from: number;
  readonly to: number;
  readonly unitId?: UnitId | undefined;
  readonly alarmId?: string | undefined;
  readonly limit: number;
}

/** A line of the journal as it is kept. */
export type KeptAlarmEvent = AlarmEvent & { readonly id: number };

/** Alarms in records.db. Every call is durable when it returns. */
export interface AlarmsKeep {
  listAlarms(): AlarmDefinition[];
  saveAlarm(definition: AlarmDefinition): void;
  /** Adds all or none; one commit however many. */
  appendAlarmEvents(events: readonly AlarmEvent[]): void;
  /** The newest of every alarm of every unit: the live state as the journal has it. */
  lastAlarmEvents(): KeptAlarmEvent[];
  /** Newest first. */
  listAlarmEvents(span: AlarmSpan): KeptAlarmEvent[];
}
