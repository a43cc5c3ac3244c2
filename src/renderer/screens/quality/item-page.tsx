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

/** One item: what is written, what is missing to go on, what can be done next, and everything that was. */
export function ItemPage({ id }: { readonly id: string }) {
  const { data, error, refetch } = useQualityItem(id);
  if (!data && error)
    return (
      <BlankState icon={IconUnlink} title={`${id} could not be read`}>
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          Try again
        </Button>
        <Button variant="subtle" onClick={() => navigate(qualityPath)}>
          All items
        </Button>
      </BlankState>
    );
  if (!data) return <p className="bt-panel-note">Reading {id}…</p>;
  return (
    <div className="bt-page bt-qms">
      {error && <Notice kind="warn">{wordsOf(error)}. What is shown may be old.</Notice>}
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
      <Panel title="Signatures">
        <div className="bt-panel-body">
          {signatures.error && <Notice kind="warn">{wordsOf(signatures.error)}</Notice>}
          <SignatureBlocks signatures={signatures.data ?? []} />
        </div>
      </Panel>
      <HistoryList kind={item.kind} versions={versions} />
    </div>
  );
}
