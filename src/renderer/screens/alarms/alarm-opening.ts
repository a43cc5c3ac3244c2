import { createContext } from 'react';
import type { AlarmHappening } from './alarm-happening';

/** Opens what belongs to an alarm: its trend around the event, its procedure, or its record form. */
export type OpenAlarm = (what: 'trend' | 'procedure' | 'record', alarm: AlarmHappening) => void;

export const AlarmOpening = createContext<OpenAlarm>(() => undefined);
