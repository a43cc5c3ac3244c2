/** Who is at the other end of a transport: people and scripts, or one of the station's own workers. */
export const roles = ['operator', 'twin', 'trainer', 'simulator'] as const;
export type Role = (typeof roles)[number];
export type MachineRole = Exclude<Role, 'operator'>;

/** What a person may be entitled to. A verb asks for one of them. */
export const rights = [
  'anyone',
  'view',
  'self',
  'operate',
  'record',
  'quality',
  'audit',
  'data',
  'model',
  'configure',
  'keep',
  'practise',
  'people',
] as const;
export type Right = (typeof rights)[number];

/** What people are here. A person holds roles at nodes of the plant: everywhere, or at one unit. */
export const personRoles = [
  'viewer',
  'technician',
  'engineer',
  'scientist',
  'qa-reviewer',
  'qa-approver',
  'administrator',
] as const;
export type PersonRole = (typeof personRoles)[number];

/** The rights of each role, beside `anyone`, `view` and `self`, which every person who is signed in has. */
export const roleRights: Readonly<Record<PersonRole, readonly Right[]>> = {
  viewer: [],
  technician: ['operate', 'record', 'quality', 'practise'],
  engineer: ['operate', 'record', 'quality', 'audit', 'data', 'model', 'configure', 'practise'],
  scientist: ['record', 'quality', 'audit', 'data', 'model', 'practise'],
  'qa-reviewer': ['quality', 'audit', 'data'],
  'qa-approver': ['quality', 'audit', 'data'],
  administrator: ['audit', 'configure', 'keep', 'people'],
};

/** Roles that one person must not hold together: who looks after the system does not decide about its records. */
export const rolesApart: readonly (readonly [PersonRole, PersonRole])[] = [
  ['administrator', 'qa-reviewer'],
  ['administrator', 'qa-approver'],
  ['administrator', 'engineer'],
  ['administrator', 'scientist'],
  ['qa-approver', 'engineer'],
  ['qa-approver', 'scientist'],
  ['qa-approver', 'technician'],
];

/** What a verb asks of its caller: a right of a person, and which of the station's own workers may call it too. */
export interface Permission {
  /** Null where no person may call it. */
  readonly right: Right | null;
  readonly machines?: readonly MachineRole[];
}

/**
 * Who may call which verb (`noun.verb`). Deny by default: a verb missing here is refused to everybody, and a test
 * fails when the contract has a verb that this table does not name.
 */
export const permissions: Readonly<Record<string, Permission>> = {
  'station.hello': { right: 'anyone', machines: ['twin', 'trainer', 'simulator'] },
  'station.health': { right: 'view' },
  'units.list': { right: 'view', machines: ['twin', 'trainer', 'simulator'] },
  'units.current': { right: 'view' },
  'units.sensors': { right: 'view' },
  'units.digitalTwin': { right: 'view' },
  'units.save': { right: 'configure' },
  'units.hidden': { right: 'view' },
  'units.hide': { right: 'configure' },
  'units.show': { right: 'configure' },
  'batches.list': { right: 'view', machines: ['twin', 'trainer'] },
  'batches.start': { right: 'operate' },
  'batches.end': { right: 'operate' },
  'batches.summaries': { right: 'view' },
  'batches.notes': { right: 'view', machines: ['twin', 'trainer'] },
  'batches.addNote': { right: 'operate' },
  'batches.correctNote': { right: 'operate' },
  'live.pull': { right: 'view', machines: ['twin'] },
  'series.read': { right: 'view', machines: ['twin'] },
  'series.grid': { right: 'view', machines: ['twin', 'trainer'] },
  'derived.explain': { right: 'view' },
  'features.list': { right: 'view' },
  'phases.override': { right: 'operate' },
  'events.list': { right: 'view' },
  'completeness.holes': { right: 'view' },
  'completeness.availability': { right: 'view' },
  'completeness.check': { right: 'view' },
  'connections.list': { right: 'view' },
  'connections.save': { right: 'configure' },
  'connections.remove': { right: 'configure' },
  'connections.test': { right: 'configure' },
  'connections.unmapped': { right: 'view' },
  'connections.mappings': { right: 'view' },
  'connections.map': { right: 'configure' },
  'connections.unmap': { right: 'configure' },
  'readings.submit': { right: null, machines: ['twin', 'simulator'] },
  'readings.lastTimes': { right: null, machines: ['twin', 'simulator'] },
  'twin.report': { right: null, machines: ['twin'] },
  'twin.status': { right: 'view' },
  'demo.attach': { right: null, machines: ['simulator'] },
  'backfill.stores': { right: 'view' },
  'backfill.saveStore': { right: 'configure' },
  'backfill.removeStore': { right: 'configure' },
  'backfill.testStore': { right: 'configure' },
  'backfill.preview': { right: 'configure' },
  'backfill.run': { right: 'data' },
  'backfill.file': { right: 'data' },
  'backfill.cancel': { right: 'data' },
  'backfill.progress': { right: 'view' },
  'imports.campaign': { right: 'data' },
  'imports.progress': { right: 'view' },
  'imports.cancel': { right: 'data' },
  'tables.upload': { right: 'data' },
  'tables.inspect': { right: 'data' },
  'tables.preview': { right: 'data' },
  'tables.check': { right: 'data' },
  'tables.start': { right: 'data' },
  'tables.progress': { right: 'view' },
  'tables.cancel': { right: 'data' },
  'exports.estimate': { right: 'view' },
  'exports.start': { right: 'data' },
  'exports.progress': { right: 'view' },
  'exports.list': { right: 'view' },
  'exports.manifest': { right: 'view' },
  'exports.cancel': { right: 'data' },
  'exports.remove': { right: 'data' },
  'keeping.status': { right: 'view' },
  'keeping.saveSettings': { right: 'keep' },
  'keeping.verify': { right: 'keep' },
  'keeping.backup': { right: 'keep' },
  'keeping.archive': { right: 'keep' },
  'keeping.removeRaw': { right: 'keep' },
  'keeping.keepBatch': { right: 'keep' },
  'keeping.compact': { right: 'keep' },
  'keeping.cancel': { right: 'keep' },
  'simulator.status': { right: 'view' },
  'simulator.setPoint': { right: 'practise' },
  'simulator.speed': { right: 'practise' },
  'simulator.addFault': { right: 'practise' },
  'simulator.clearFaults': { right: 'practise' },
  'simulator.checkScript': { right: 'view' },
  'simulator.runScript': { right: 'practise' },
  'simulator.reset': { right: 'practise' },
  'simulator.saveScenario': { right: 'practise' },
  'simulator.removeScenario': { right: 'practise' },
  'simulator.startScenario': { right: 'practise' },
  'simulator.nextCommands': { right: null, machines: ['simulator'] },
  'simulator.report': { right: null, machines: ['simulator'] },
  'training.options': { right: 'view' },
  'training.check': { right: 'view' },
  'training.start': { right: 'model' },
  'training.list': { right: 'view' },
  'training.progress': { right: 'view' },
  'training.cancel': { right: 'model' },
  'training.next': { right: null, machines: ['trainer'] },
  'training.brought': { right: null, machines: ['trainer'] },
  'training.report': { right: null, machines: ['trainer'] },
  'training.countEvaluation': { right: null, machines: ['trainer'] },
  'models.list': { right: 'view' },
  'models.get': { right: 'view' },
  'models.report': { right: 'view' },
  'models.promote': { right: 'model' },
  'models.shadow': { right: 'model' },
  'models.rollback': { right: 'model' },
  'models.retire': { right: 'model' },
  'models.compare': { right: 'view' },
  'models.rule': { right: 'model' },
  'models.importTrees': { right: 'model' },
  'models.inUse': { right: null, machines: ['twin'] },
};

/** True where the table allows it to that end of a transport; what a person may is asked of their roles beside. */
export function mayCall(role: Role, verb: string): boolean {
  const asked = permissions[verb];
  if (!asked) return false;
  return role === 'operator' ? asked.right !== null : (asked.machines?.includes(role) ?? false);
}
