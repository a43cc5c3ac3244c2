import { Button } from '@mantine/core';
import { IconClipboardList, IconUnlink } from '@tabler/icons-react';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { ItemPage } from './item-page';
import { QualityList } from './quality-list';
import { useQuality } from './use-quality';
import { tr, trNode } from '../../strings/translate';
import './quality.css';

/** Deviations, CAPA, changes, training and procedures: the list, or one of them. */
export function Quality({ id }: { readonly id: string | null }) {
  return id === null ? <QualityItems /> : <ItemPage key={id} id={id} />;
}

function QualityItems() {
  const { data, error, refetch } = useQuality();
  if (data === undefined && error)
    return (
      <BlankState icon={IconUnlink} title={tr('The list could not be read')}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
      </BlankState>
    );
  if (data === undefined)
    return (
      <BlankState icon={IconClipboardList} title={tr('Reading…')}>
        <p>{tr('Deviations, CAPA, changes, training and procedures')}</p>
      </BlankState>
    );
  return (
    <div className="bt-page bt-qms">
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      <QualityList items={data} />
    </div>
  );
}
