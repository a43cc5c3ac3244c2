/** Who is calling. Until people have accounts, a person at the window or with the token is `operator`. */
export const roles = ['operator', 'twin', 'simulator'] as const;
export type Role = (typeof roles)[number];

/**
 * Which roles may call which verb (`noun.verb`). Deny by default: a verb missing here is refused to everybody,
 * and a test fails when the contract has a verb that this table does not name.
 */
export const permissions: Readonly<Record<string, readonly Role[]>> = {
  'station.hello': ['operator', 'twin', 'simulator'],
  'station.health': ['operator'],
  'units.list': ['operator', 'twin', 'simulator'],
  'units.current': ['operator'],
  'units.sensors': ['operator'],
  'units.digitalTwin': ['operator'],
  'units.save': ['operator'],
  'batches.list': ['operator', 'twin'],
  'batches.start': ['operator'],
  'batches.end': ['operator'],
  'live.pull': ['operator', 'twin'],
  'series.read': ['operator'],
  'series.grid': ['operator', 'twin'],
  'derived.explain': ['operator'],
  'phases.override': ['operator'],
  'events.list': ['operator'],
  'connections.list': ['operator'],
  'connections.save': ['operator'],
  'connections.remove': ['operator'],
  'connections.test': ['operator'],
  'connections.unmapped': ['operator'],
  'connections.mappings': ['operator'],
  'connections.map': ['operator'],
  'connections.unmap': ['operator'],
  'readings.submit': ['twin', 'simulator'],
  'readings.lastTimes': ['twin', 'simulator'],
  'twin.report': ['twin'],
  'twin.status': ['operator'],
  'demo.attach': ['simulator'],
  'imports.campaign': ['operator'],
  'imports.progress': ['operator'],
  'imports.cancel': ['operator'],
  'simulator.status': ['operator'],
  'simulator.setPoint': ['operator'],
  'simulator.speed': ['operator'],
  'simulator.addFault': ['operator'],
  'simulator.clearFaults': ['operator'],
  'simulator.checkScript': ['operator'],
  'simulator.runScript': ['operator'],
  'simulator.reset': ['operator'],
  'simulator.saveScenario': ['operator'],
  'simulator.removeScenario': ['operator'],
  'simulator.startScenario': ['operator'],
  'simulator.nextCommands': ['simulator'],
  'simulator.report': ['simulator'],
};

/** True where the table allows it. */
export function mayCall(role: Role, verb: string): boolean {
  return permissions[verb]?.includes(role) ?? false;
}
