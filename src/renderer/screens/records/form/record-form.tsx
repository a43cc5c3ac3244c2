import { Button, Group, Switch } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { useLinkState } from '../../../station/use-live';
import { FormField } from '../../../ui/form-field';
import { Notice } from '../../../ui/notice';
import { useTouch } from '../use-touch';
import { readLabel, scanWords } from '../scan/scan-code';
import { useWedge } from '../scan/use-wedge';
import { AmendReason } from './amend-reason';
import { ConflictView } from './conflict-view';
import { enterGoesOn } from './enter-goes-on';
import { ObjectionList } from './field-input';
import { FormFields } from './form-fields';
import { scanTarget } from './scan-target';
import { type FormWish, useRecordForm } from './use-record-form';
import { VerdictBox } from './verdict-box';
import { FindingReason } from './finding-reason';
import { draftWords } from './draft-words';
import { rawOf, textsOfRaw } from './form-texts';
import { tr } from '../../../strings/translate';

interface Props extends FormWish {
  readonly title: string;
  readonly onCancel: () => void;
}

/** One record as a form: drawn from the fields of its kind, judged as it is typed. */
export function RecordForm({ title, onCancel, ...wish }: Props) {
  const form = useRecordForm(wish);
  const { place } = wish;
  const { context } = form;
  const { state, findings, problem } = form;
  const link = useLinkState();
  const box = useRef<HTMLFormElement>(null);
  const [touch, setTouch] = useTouch();
  const scan = useScanIntoForm(form, box);
  useWedge(scan.take);
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  // What stops an entry gets the cursor: a reason that is missing, else a field.
  useEffect(() => {
    if (problem && !problem.theirs) firstEmpty(box.current)?.focus();
  }, [problem]);
  const answer = (key: string, text: string): void =>
    form.setState({ answers: { ...state.answers, [key]: text } });
  const whole = findings.filter(({ field }) => field === null);
  return (
    <form
      ref={box}
      className="bt-form"
      aria-label={title}
      noValidate
      data-touch={touch || undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void form.handIn();
        } else enterGoesOn(event);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void form.handIn();
      }}
    >
      <div className="bt-form-body">
        <fieldset className="bt-form-section">
          <legend>{tr('When and who')}</legend>
          <FormField label={tr('Happened at (local time)')} required objections={timeObjections(findings)}>
            {(control) => (
              <input
                {...control}
                type="datetime-local"
                max="9999-12-31T23:59"
                name="eventAt"
                data-autofocus
                value={state.eventAt}
                onChange={(event) => form.setState({ eventAt: event.currentTarget.value })}
              />
            )}
          </FormField>
          <FormField label={tr('Done by')}>
            {(control) => (
              <select
                {...control}
                name="performedBy"
                value={state.performedBy}
                onChange={(event) => form.setState({ performedBy: event.currentTarget.value })}
              >
                <option value="">{tr('Myself')}</option>
                {context.people.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </FormField>
        </fieldset>
        <FormFields
          fields={form.fields}
          texts={state.texts}
          body={form.entry.body}
          findings={findings}
          context={context}
          answers={state.answers}
          onAnswer={answer}
          onTexts={form.setTexts}
        />
        {place.amending && (
          <AmendReason
            record={place.amending}
            fields={form.fields}
            texts={state.texts}
            reason={state.reason}
            onReason={(reason) => form.setState({ reason })}
          />
        )}
        {problem?.theirs && (
          <ConflictView
            fields={form.fields}
            theirs={problem.theirs}
            mine={state.texts}
            onTake={form.takeTexts}
            onGoOn={form.acceptTheirs}
          />
        )}
      </div>
      <footer className="bt-form-foot">
        <VerdictBox computed={form.computed} verdict={form.verdict} missing={form.missing.length} />
        <ObjectionList findings={whole} />
        {whole.map((finding) => (
          <FindingReason key={finding.rule} finding={finding} answers={state.answers} onAnswer={answer} />
        ))}
        {scan.said !== '' && <Notice kind="alarm">{scan.said}</Notice>}
        {problem && !problem.theirs && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end" gap="sm">
          <span className="bt-form-draft" role="status">
            {draftWords(form.draft.mark, link.kind === 'offline')}
          </span>
          <Switch
            label={tr('Large targets')}
            checked={touch}
            onChange={(event) => setTouch(event.currentTarget.checked)}
          />
          <span className="bt-fill" />
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              form.draft.forget(true);
              onCancel();
            }}
          >
            {tr('Throw away')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {tr('Later')}
          </Button>
          <Button type="submit" loading={form.busy} title={tr('Ctrl+Enter')}>
            {place.amending ? tr('Save correction') : tr('Save record')}
          </Button>
        </Group>
      </footer>
    </form>
  );
}

const timeObjections = (findings: readonly { field: string | null; level: string; words: string }[]) =>
  findings
    .filter(({ field }) => field === 'eventAt')
    .map(({ level, words }) => ({
      level:
        level === 'X' ? ('impossible' as const) : level === 'C' ? ('confirm' as const) : ('warn' as const),
      words,
    }));

function firstEmpty(form: HTMLFormElement | null): HTMLElement | undefined {
  const fields = form?.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
    '.bt-form-reason input, [aria-required]',
  );
  return [...(fields ?? [])]
    .toSorted((a, b) => Number(b.name.startsWith('reason')) - Number(a.name.startsWith('reason')))
    .find(({ value }) => value.trim() === '');
}

/** What a handheld scanner reads goes to the field that takes it, wherever the cursor stands. */
function useScanIntoForm(
  form: ReturnType<typeof useRecordForm>,
  box: React.RefObject<HTMLFormElement | null>,
) {
  const take = useCallback(
    (text: string, from: string | null): void => {
      const { kind, code } = readLabel(text);
      const raw = rawOf(form.state.texts);
      const target = kind === null ? null : scanTarget(form.fields, raw, kind, from);
      if (kind === null || target === null)
        return form.setScanSaid(
          kind === null
            ? tr('No label we know stands in front of this code.')
            : tr('No field here takes {scanWords} ({text}).', { scanWords: scanWords(kind), text }),
        );
      form.setTexts(textsOfRaw({ ...raw, [target]: code }));
      form.setScanSaid('');
      queueMicrotask(() =>
        box.current?.querySelector<HTMLElement>(`[name="${CSS.escape(target)}"]`)?.focus(),
      );
    },
    [form, box],
  );
  return { take, said: form.scanSaid };
}
