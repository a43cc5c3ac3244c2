import { Button } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { navigate, qualityPath } from '../../app/route';
import type { QualityItem, QualityVersion } from '../../../shared/model/quality/item';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SignatureBlocks } from '../../ui/signature-block';
import { FieldSections } from './field-sections';
import { HistoryList } from './history-list';
import { ItemHead } from './item-head';
import { ItemLinks } from './item-links';
import { NextSteps } from './next-steps';
import { useQualityItem, useSignaturesOf } from './use-quality';
import { tr, trNode } from '../../strings/translate';

/** One item: what is written, what is missing to go on, what can be done next, and everything that was. */
export function ItemPage({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQualityItem(id);
  if (!data && error)
    return (
      <BlankState icon={IconUnlink} title={tr('{id} could not be read', { id })}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
        <Button variant="subtle" onClick={() => navigate(qualityPath)}>
          {tr('All items')}
        </Button>
      </BlankState>
    );
  if (!data) return <p className="bt-panel-note">{trNode('Reading {id}…', { id })}</p>;
  return (
    <div className="bt-page bt-qms">
      {error && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      <ItemHead item={data.item} />
      <div className="bt-qms-two">
        <FieldSections item={data.item} />
        <Aside item={data.item} versions={data.versions} />
      </div>
    </div>
  );
}

function Aside({
  item,
  versions,
}: {
  readonly item: QualityItem;
  readonly versions: readonly QualityVersion[];
}) {
  const signatures = useSignaturesOf(item.kind, item.id, item.version);
  return (
    <div className="bt-qms-column">
      <NextSteps item={item} />
      <ItemLinks item={item} />
      <Panel title={tr('Signatures')}>
        <div className="bt-panel-body">
          {signatures.error && <Notice kind="warn">{wordsOf(signatures.error)}</Notice>}
          <SignatureBlocks signatures={signatures.data ?? []} />
        </div>
      </Panel>
      <HistoryList kind={item.kind} versions={versions} />
    </div>
  );
}
