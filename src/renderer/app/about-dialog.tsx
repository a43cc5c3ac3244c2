import { modals } from '@mantine/modals';
import { Stack, Text } from '@mantine/core';
import { contractVersion } from '../../shared/contract/station';
import { useHello } from '../station/queries';

function About() {
  const { data: hello } = useHello();
  return (
    <Stack gap="xs">
      <Text size="sm">A live digital shadow of bioreactor batches: watch, predict, record, prove.</Text>
      <Text size="sm">
        Version {hello?.appVersion ?? '…'}, contract {contractVersion}, station {hello?.stationId ?? '…'} (
        {hello?.host ?? '…'}).
      </Text>
      <Text size="sm" className="bt-dim">
        Data folder: <span className="bt-mono">{hello?.dataDir ?? '…'}</span>
      </Text>
    </Stack>
  );
}

/** What this is and which station it talks to. */
export function openAbout(): void {
  modals.open({ title: 'Bioprocess Twin', children: <About /> });
}
