import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { encode } from 'uqr';
import type { Station } from '../../station/station';
import { Notice } from '../../ui/notice';
import { useDeed } from './use-deed';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly station: Station;
  readonly onDone: () => void;
}

/** First the password, then the QR code and one code of it: only then are codes asked for. */
export function AuthenticatorForm({ station, onDone }: Props) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [shown, setShown] = useState<{ uri: string; secret: string } | null>(null);
  const { busy, problem, run } = useDeed();
  const next = async (): Promise<void> => {
    if (shown === null) return setShown(await station.client.people.enrolTotp({ password }));
    await station.client.people.proveTotp({ code: code.trim() });
    await station.session.refresh();
    notifications.show({
      title: tr('The authenticator is in use'),
      message: tr('From now on a code is asked for at sign-in and at the first signature of a session.'),
    });
    onDone();
  };
  return (
    <form
      aria-label={tr('Set up an authenticator')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(next);
      }}
    >
      <Stack gap="sm">
        {shown === null ? (
          <PasswordInput
            label={tr('Your password')}
            data-autofocus
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        ) : (
          <>
            <Text size="sm">
              {tr('Scan this with an authenticator app, then enter the code that it shows.')}
            </Text>
            <QrCode text={shown.uri} />
            <Text size="xs" className="bt-dim">
              {trNode('Or type this key: {span}', {
                span: <span className="bt-mono">{shown.secret.match(/.{1,4}/g)?.join(' ')}</span>,
              })}
            </Text>
            <TextInput
              label={tr('Code')}
              autoFocus
              required
              inputMode="numeric"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        )}
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {shown === null ? tr('Go on') : tr('Use it')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Black on white in every theme: phones read nothing else well. */
function QrCode({ text }: { readonly text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 1 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <div className="bt-qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={tr('QR code for the authenticator')}>
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
    </div>
  );
}
