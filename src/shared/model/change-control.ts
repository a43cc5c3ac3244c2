import { z } from 'zod';

/**
 * How edits of limits, settings and models in use are tied to change control: not at all; with an approved change or a
 * stated reason; with an approved change alone.
 */
export const changeControlModes = ['off', 'reasoned', 'required'] as const;
export type ChangeControlMode = (typeof changeControlModes)[number];

/** Verbs that change control guards, and what each of them touches. */
export const guardedVerbs: Readonly<Record<string, string>> = {
  'alarms.define': 'Limits and alarms',
  'connections.save': 'Connections',
  'connections.remove': 'Connections',
  'connections.map': 'Channel maps',
  'connections.unmap': 'Channel maps',
  'devices.use': 'Connections',
  'units.save': 'Bioreactors',
  'models.promote': 'Models in use',
  'models.rollback': 'Models in use',
  'models.retire': 'Models in use',
  'models.rule': 'Models in use',
  'bridges.save': 'Bridges',
  'bridges.remove': 'Bridges',
  'backfill.saveStore': 'Edge stores',
  'backfill.removeStore': 'Edge stores',
  'keeping.saveSettings': 'Backups and retention',
  'audit.saveAnchorPlaces': 'Places of anchors',
  'changeControl.save': 'Change control itself',
};

/** What an edit was made under; stands with the actor in every entry that the edit makes. */
export const changeBasisSchema = z.object({
  /** An approved change; null outside change control. */
  changeId: z.string().min(1).max(40).nullable(),
  /** Title of the change, or the reason outside change control. */
  reason: z.string().min(1).max(500),
});
export type ChangeBasis = z.infer<typeof changeBasisSchema>;

/** Field of the refusal that asks for a basis. */
export const changeControlField = 'changeControl';

/** States of a change under which something may be changed. */
export const approvedStates: readonly string[] = ['approved', 'implementing', 'verified'];
