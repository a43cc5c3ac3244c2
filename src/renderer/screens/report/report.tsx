import { Button } from '@mantine/core';
import { IconFileOff } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ModelRef } from '../../../shared/model/model-registry';
import { useCommands } from '../../app/commands';
import { modelPath, modelsPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { saveFile } from '../../ui/figure/save-figure';
import { PrintButtons } from './print-buttons';
import { pdfSaver, printPage, usePaperColours } from './print-page';
import { ReportPage } from './report-page';
import { useReport } from './use-report';
import { tr } from '../../strings/translate';
import './report.css';

/** The training and validation report of one version: to read, to print, to take along. */
export function Report({ model }: { readonly model: ModelRef }) {
  const { data, error, refetch } = useReport(model);
  usePaperColours();
  const stem = `${model.name}-${model.version}`;
  const savePdf = useMemo(() => pdfSaver(`${stem}-report`), [stem]);
  const commands = useMemo(
    () => [
      {
        id: 'print-report',
        title: savePdf ? tr('Print the report') : tr('Print the report or save it as PDF'),
        group: tr('Report'),
        keys: 'p',
        run: printPage,
      },
      ...(savePdf
        ? [{ id: 'save-report-pdf', title: tr('Save the report as PDF'), group: tr('Report'), run: savePdf }]
        : []),
    ],
    [savePdf],
  );
  useCommands(commands);
  if (!data && error)
    return (
      <BlankState
        icon={IconFileOff}
        title={tr('No report of {name} {version}', { name: model.name, version: model.version })}
      >
        <p>{wordsOf(error)}</p>
        <Button variant="default" onClick={() => void refetch()}>
          {tr('Try again')}
        </Button>
        <Button variant="subtle" onClick={() => navigate(modelsPath)}>
          {tr('Models')}
        </Button>
      </BlankState>
    );
  if (!data) return <p className="bt-panel-note">{tr('Reading the report…')}</p>;
  const save = (): void =>
    saveFile(`${stem}-report.json`, new Blob([JSON.stringify(data, null, 1)], { type: 'application/json' }));
  return (
    <ReportPage
      report={data}
      deeds={
        <>
          <Button variant="default" component="a" href={modelPath(model)}>
            {tr('Model card')}
          </Button>
          <Button variant="default" onClick={save}>
            {tr('Save data (JSON)')}
          </Button>
          <PrintButtons savePdf={savePdf} />
        </>
      }
    />
  );
}
