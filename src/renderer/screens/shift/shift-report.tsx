import { MultiSelect, Select, Textarea } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useCommands } from '../../app/commands';
import { useHello, useUnits } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { tr, trNode } from '../../strings/translate';
import { BlankState } from '../../ui/blank-state';
import { clockText, dateTimeText, offsetText } from '../../ui/time-words';
import { useNow } from '../../ui/use-now';
import { PrintButtons } from '../report/print-buttons';
import { pdfSaver, printPage, usePaperColours } from '../report/print-page';
import { shiftAround } from './shift-span';
import { UnitShiftSection } from './unit-shift-section';
import '../report/report.css';
import './shift.css';

const choices = [0, 1, 2, 3, 4, 5];

/** What one crew hands to the next: printed or saved as PDF, with room for words of their own. */
export function ShiftReport() {
  const { session } = useStation();
  const { data: units } = useUnits();
  const { data: hello } = useHello();
  const now = useNow(60_000);
  const [back, setBack] = useState(0);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  usePaperColours();
  const savePdf = useMemo(() => pdfSaver('shift-report'), []);
  useCommands(printCommands);
  const span = shiftAround(now, back);
  const running = span.to > now;
  const until = Math.min(span.to, Math.floor(now / 60_000) * 60_000);
  const shown = units?.filter(({ id }) => chosen.length === 0 || chosen.includes(id));
  const me = session.get()?.me?.name;
  if (units?.length === 0)
    return (
      <BlankState icon={IconPrinter} title={tr('There is no unit to report on')}>
        <p>{tr('Add a connection; its units appear by themselves.')}</p>
      </BlankState>
    );
  return (
    <article className="bt-page bt-report bt-shift" aria-label={tr('Shift report')}>
      <div className="bt-shift-choice bt-report-deeds">
        <Select
          label={tr('Shift')}
          allowDeselect={false}
          data={choices.map((one) => ({ value: String(one), label: shiftWords(now, one) }))}
          value={String(back)}
          onChange={(value) => setBack(Number(value))}
        />
        <MultiSelect
          label={tr('Units')}
          placeholder={chosen.length === 0 ? tr('All units') : ''}
          data={units?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={[...chosen]}
          onChange={setChosen}
        />
        <span className="bt-fill" />
        <PrintButtons savePdf={savePdf} />
      </div>
      <header className="bt-report-head">
        <div>
          <h2>{tr('Shift {from} to {to}', { from: dateTimeText(span.from), to: clockText(span.to) })}</h2>
          <p className="bt-dim">
            {trNode('Station {station}, times in {offset}, as of {now}{by}.', {
              station: hello?.stationId ?? '…',
              offset: offsetText(-new Date(span.from).getTimezoneOffset()),
              now: dateTimeText(now),
              by: me === undefined ? '' : tr(', by {name}', { name: me }),
            })}
            {running && ` ${tr('The shift has not ended.')}`}
          </p>
        </div>
      </header>
      <Textarea
        label={tr('To the next shift')}
        description={tr('Printed with the report and kept nowhere else: what must stay belongs in a record.')}
        autosize
        minRows={2}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {shown?.map((unit) => (
        <UnitShiftSection key={unit.id} unit={unit} span={{ from: span.from, to: until }} running={running} />
      ))}
    </article>
  );
}

const printCommands = [
  { id: 'print-shift', title: tr('Print the shift report'), group: tr('Report'), keys: 'p', run: printPage },
];

function shiftWords(now: number, back: number): string {
  const { from, to } = shiftAround(now, back);
  const span = tr('{from} to {to}', { from: dateTimeText(from), to: clockText(to) });
  return back === 0 ? tr('This one, {span}', { span }) : span;
}
