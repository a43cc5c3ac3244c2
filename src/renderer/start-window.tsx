import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './ui/theme.css';
import { styleNonce } from './app/nonce';
import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { schemeManager } from './app/color-scheme';
import { Shell } from './app/shell';
import { ReplaySwitch } from './replay/replay-switch';
import { openStation } from './station/station';
import { StationProvider } from './station/station-provider';
import { ErrorBoundary } from './ui/error-boundary';
import { cssVariables, theme } from './ui/theme';
import { tr } from './strings/translate';

const root = document.querySelector('#root');
if (!root) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <ErrorBoundary what={tr('This window')}>
        <StationProvider station={openStation(window)}>
          <ReplaySwitch>
            <ModalsProvider labels={{ confirm: tr('Yes'), cancel: tr('Cancel') }}>
              <Notifications position="bottom-right" autoClose={8000} />
              <Shell />
            </ModalsProvider>
          </ReplaySwitch>
        </StationProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);
