import { modals } from '@mantine/modals';
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { contractVersion } from '../../shared/contract/station';
import { useHello } from '../station/queries';
import { chooseLanguage, languages, windowLanguage, type Language } from '../strings/language';
import { tr, trNode } from '../strings/translate';

function About() {
  const { data: hello } = useHello();
  return (
    <Stack gap="xs">
      <Text size="sm">
        {tr('A live digital shadow of bioreactor batches: watch, predict, record, prove.')}
      </Text>
      <Text size="sm">
        {trNode('Version {appVersion}, contract {contractVersion}, station {stationId} ({host}).', {
          appVersion: hello?.appVersion ?? '…',
          contractVersion,
          stationId: hello?.stationId ?? '…',
          host: hello?.host ?? '…',
        })}
      </Text>
      <Text size="sm" className="bt-dim">
        {trNode('Data folder: {span}', { span: <span className="bt-mono">{hello?.dataDir ?? '…'}</span> })}
      </Text>
      <Group gap="sm">
        <Text size="sm">{tr('Language of this window')}</Text>
        <SegmentedControl<Language>
          size="xs"
          aria-label={tr('Language of this window')}
          data={languages.map(({ id, words }) => ({ value: id, label: words }))}
          value={windowLanguage()}
          onChange={chooseLanguage}
        />
      </Group>
    </Stack>
  );
}

/** What this is and which station it talks to. */
export function openAbout(): void {
  modals.open({ title: tr('Bioprocess Twin'), children: <About /> });
}
