import type { FeatureDrift } from '../../shared/contract/twin';
import { channelId, type ChannelId } from '../../shared/model/identity';
import type { EventsDesk } from './events-desk';
import { createSuspicionDesk } from './suspicion-desk';
import type { TwinDeskDeps } from './twin-desk';

/**
 * Tells of sensors that others contradict, while they are; and of features that leave what a model in use has learned
 * from, when they do and when they come back. The latter concerns the model and not the plant: it is told, not shown
 * everywhere. A model in use that is refused (its file changed, say) is shown everywhere, as long as it is.
 */
export function twinDoubts(
  events: Pick<EventsDesk, 'began' | 'ended' | 'tell'>,
  nameOf: (id: ChannelId) => string | undefined,
): Required<Pick<TwinDeskDeps, 'suspected' | 'drifted' | 'troubled'>> {
  const suspicions = createSuspicionDesk(events, nameOf);
  let open = new Map<string, FeatureDrift>();
  return {
    suspected: (list) => suspicions.update(list),
    troubled: (words) => {
      if (words.includes(notUsed))
        events.began(refusedKey, { kind: 'model-refused', words, advice: restore });
      else events.ended(refusedKey, 'Every model in use is what its card says');
    },
    drifted: (list, answers) => {
      const now = new Map(list.map((one) => [keyOf(one), one]));
      for (const [key, drift] of open) {
        if (now.has(key)) continue;
        const { unitId, words, name, version } = drift;
        const stillUsed = answers.some(
          (one) => one.unitId === unitId && one.name === name && one.version === version,
        );
        const end = stillUsed
          ? 'is within what it learned from again'
          : 'is not watched any more: it is not in use';
        events.tell('info', kind, `${name} ${version}: ${subjectOf(words)} ${end}`, unitId);
      }
      for (const [key, drift] of now)
        if (!open.has(key)) events.tell('warning', kind, wordsOf(drift, nameOf), drift.unitId);
      open = now;
    },
  };
}

const kind = 'feature-drift';
const refusedKey = 'model-refused';
const restore = 'Put its files back as they were registered, or promote another model; then restart the twin';
/** As the twin says it of a model that the registry has in use. */
const notUsed = ' is not used: ';

function keyOf({ unitId, name, version, feature }: FeatureDrift): string {
  return `${unitId} ${name} ${version} ${feature}`;
}

/** The feature alone, of words that begin with it. */
function subjectOf(words: string): string {
  return words.split(' is ')[0] ?? words;
}

function wordsOf(
  { unitId, name, version, state, words, probe }: FeatureDrift,
  nameOf: (id: ChannelId) => string | undefined,
): string {
  const of = state === 'shadow' ? 'The shadow ' : '';
  const what =
    probe === null
      ? 'Look at the channels it is made of'
      : `Check ${nameOf(channelId(unitId, probe)) ?? probe} against another instrument`;
  return `${of}${name} ${version} is outside its training: ${words}. ${what}, and hold a sample against the prediction`;
}
