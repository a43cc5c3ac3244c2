import type { Channel, ChannelDefinition } from '../../../../shared/model/channel';
import type { ChannelMapping, Connection } from '../../../../shared/model/connection';
import type { BatchNote, NoteCounts, NoteEntry } from '../../../../shared/model/batch-note';
import type { BatchId, ConnectionId, UnitId } from '../../../../shared/model/identity';
import type { Batch, ProcessUnit } from '../../../../shared/model/process-unit';
import type { StationEvent } from '../../../../shared/model/station-event';
import type { CompletenessKeep } from '../completeness/completeness-keep';
import type { ModelsKeep } from '../models/models-keep';

export type SecretName = 'password' | 'keyPem';
export type MappingKey = Omit<ChannelMapping, 'channelId'>;

/**
 * Plant configuration and events, in records.db. Every call is durable when it returns.
 * All may throw a Refusal `UNAVAILABLE` where the disk does not take data.
 */
export interface PlantStore extends CompletenessKeep, ModelsKeep {
  /** Names this installation; made once with the file. */
  readonly stationId: string;

  listUnits(): ProcessUnit[];
  saveUnit(unit: ProcessUnit): void;

  listChannels(unitId?: UnitId): Channel[];
  /**
   * Adds the channels that are new, each with a series number never used before; those known stay as they are.
   * @returns the channels of all definitions in the order given
   */
  ensureChannels(unitId: UnitId, definitions: readonly ChannelDefinition[]): Channel[];

  /** Newest first. */
  listBatches(unitId?: UnitId): Batch[];
  /** Adds or replaces. Throws a Refusal `CONFLICT` where another batch runs on the unit. */
  saveBatch(batch: Batch): void;
  /** Throws a Refusal `CONFLICT` where a batch runs on the unit. */
  startBatch(batch: Omit<Batch, 'endedAt'>): Batch;
  /** Throws a Refusal where there is no such batch or it has ended. */
  endBatch(id: BatchId, endedAt: number): Batch;

  /** In order of their time, those corrected as well. */
  listNotes(batchId: BatchId): BatchNote[];
  /** Adds all or none. Throws a Refusal where one corrects a note that is not there or was corrected before. */
  appendNotes(batchId: BatchId, entries: readonly NoteEntry[]): BatchNote[];
  /** Of every batch that has notes. */
  noteCounts(): NoteCounts[];
  hasNotesFrom(batchId: BatchId, source: string): boolean;

  listConnections(): Connection[];
  saveConnection(connection: Connection): void;
  /** Removes it with its secrets and mappings; false where there is none. History and channels stay. */
  removeConnection(id: ConnectionId): boolean;

  putSecret(id: ConnectionId, name: SecretName, secret: string): void;
  /** Throws a StoreRefusal `wrong-key` where it was sealed under another key or altered. */
  getSecret(id: ConnectionId, name: SecretName): string | undefined;
  removeSecret(id: ConnectionId, name: SecretName): boolean;
  hasSecret(id: ConnectionId, name: SecretName): boolean;

  listMappings(id?: ConnectionId): ChannelMapping[];
  /** Adds or replaces the rule of that source name. */
  saveMapping(mapping: ChannelMapping): void;
  removeMapping(key: MappingKey): boolean;

  appendEvent(event: Omit<StationEvent, 'id'>): StationEvent;
  /** Newest first. */
  listEvents(limit: number): StationEvent[];

  /** A JSON value by name; undefined where never set. */
  getSetting(key: string): unknown;
  putSetting(key: string, value: unknown): void;

  /** A secret by name, sealed like the secrets of connections; undefined where there is none. */
  getSealed(name: string): string | undefined;
  /** Undefined removes it. */
  putSealed(name: string, secret: string | undefined): void;
}
