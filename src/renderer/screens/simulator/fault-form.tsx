import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import type { FaultKindFacts, SimulatedUnit } from '../../../shared/model/simulator';
import { Notice } from '../../ui/notice';
import { emptyFault, readFaultDraft, usualSize } from './fault-draft';
import type { FaultDraft, FaultDraftErrors } from './fault-draft';
import { sizeUnitOn } from './size-unit';
import { useDeed } from './use-simulator';
import { tr } from '../../strings/translate';

interface Props {
  readonly unit: SimulatedUnit;
  readonly kinds: readonly FaultKindFacts[];
}

/** Begins or plans one fault: what, where, how much, when. */
export function FaultForm({ unit, kinds }: Props) {
  const { ask, problem, busy, forget } = useDeed();
  const [draft, setDraft] = useState<FaultDraft>(emptyFault);
  const [errors, setErrors] = useState<FaultDraftErrors>({});
  const kind = kinds.find((candidate) => candidate.kind === draft.kind) ?? kinds[0];
  if (!kind) return null;
  const change = (part: Partial<FaultDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
    forget();
  };
  const add = async (): Promise<void> => {
    const read = readFaultDraft(draft, kind, unit.ageH);
    if ('errors' in read) return setErrors(read.errors);
    await ask((simulator) => simulator.addFault({ unitId: unit.unitId, ...read.fault }));
  };
  return (
    <form
      className="bt-panel-body bt-simulator-form"
      aria-label={tr('New fault')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="bt-fault-fields">
        <Select
          label={tr('Fault')}
          searchable
          allowDeselect={false}
          data={kinds.map(({ kind: value, words }) => ({ value, label: `${words} (${value})` }))}
          value={kind.kind}
          onChange={(value) => value && change({ kind: value, size: '' })}
        />
        {kind.tags.length > 0 && (
          <Select
            label={tr('Channel')}
            searchable
            allowDeselect={false}
            data={kind.tags}
            value={draft.tag}
            error={errors.tag}
            onChange={(tag) => change({ tag, size: '' })}
          />
        )}
        {kind.sizeUnit !== '' && (
          <NumberInput
            label={tr('Size, {sizeUnitOn}', { sizeUnitOn: sizeUnitOn(kind.sizeUnit, draft.tag) })}
            clampBehavior="none"
            placeholder={tr('{usualSize} ({low} to {high})', {
              usualSize: usualSize(kind, draft.tag),
              low: kind.low,
              high: kind.high,
            })}
            value={draft.size}
            error={errors.size}
            onChange={(size) => change({ size })}
          />
        )}
        <div className="bt-fault-when">
          <SegmentedControl
            aria-label={tr('When it begins')}
            data={[
              { value: 'now', label: tr('Now') },
              { value: 'hour', label: tr('At batch hour') },
            ]}
            value={draft.when}
            onChange={(when) => change({ when: when === 'hour' ? 'hour' : 'now' })}
          />
          {draft.when === 'hour' && (
            <NumberInput
              aria-label={tr('Hour of the batch at which it begins')}
              w={92}
              clampBehavior="none"
              placeholder={`> ${unit.ageH.toFixed(1)}`}
              value={draft.fromH}
              error={errors.fromH}
              onChange={(fromH) => change({ fromH })}
            />
          )}
        </div>
        <NumberInput
          label={tr('Lasts, h')}
          w={96}
          clampBehavior="none"
          placeholder={kind.forH === null ? tr('stays') : String(Number(kind.forH.toFixed(3)))}
          value={draft.forH}
          error={errors.forH}
          onChange={(forH) => change({ forH })}
        />
        <Button type="submit" loading={busy} className="bt-simulator-beside">
          {tr('Add fault')}
        </Button>
      </div>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </form>
  );
}
