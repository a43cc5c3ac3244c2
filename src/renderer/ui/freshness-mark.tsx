import {
  IconAntennaBars5,
  IconAntennaBars2,
  IconAntennaBarsOff,
  IconCircleDashed,
} from '@tabler/icons-react';
import type { Freshness } from '../../shared/model/freshness';
import { tr } from '../strings/translate';
import './freshness-mark.css';

const looks = {
  fresh: { Icon: IconAntennaBars5, words: tr('Fresh') },
  stale: { Icon: IconAntennaBars2, words: tr('Stale') },
  lost: { Icon: IconAntennaBarsOff, words: tr('Lost') },
  never: { Icon: IconCircleDashed, words: tr('No data yet') },
} as const;

/** How current a source or unit is: a shape and a word; only stale and lost have a colour. */
export function FreshnessMark({
  freshness,
  words,
}: {
  readonly freshness: Freshness;
  readonly words?: string;
}) {
  const { Icon, words: plain } = looks[freshness];
  return (
    <span className="bt-fresh" data-freshness={freshness}>
      <Icon size={15} stroke={2} aria-hidden />
      {words ?? plain}
    </span>
  );
}
