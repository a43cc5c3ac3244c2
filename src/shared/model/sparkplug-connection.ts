import { z } from 'zod';

/** Ids of Sparkplug stand between slashes of a topic. */
const segment = z
  .string()
  .max(60)
  .regex(/^[^+#/\0]+$/, 'Give a name without +, # and /');

/** How a Sparkplug B edge node or host is called: one level of a topic. */
export const sparkplugIdSchema = segment;

/** What a Sparkplug B host application needs beside its broker. */
export const sparkplugShape = {
  /** Groups to listen to; empty means all. */
  groups: z.array(segment).max(50).default([]),
  /** How this station is called as a host application. */
  hostId: segment.default('bioprocess-twin'),
  /** Says on the broker that it is there: edge nodes that name it as their primary host keep their data while it is not. */
  announce: z.boolean().default(true),
  /** Asks an edge node for its births where something of it was missed: the one thing that is ever written. */
  rebirth: z.boolean().default(true),
  /** A unit is called by its device, or by edge node and device where nodes share device names. */
  unitNames: z.enum(['device', 'node-device']).default('device'),
};
