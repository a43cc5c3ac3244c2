import { Button, Group, PasswordInput, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { MeaningCode } from '../../shared/model/signature';
import type { SigningOffer, TypedCredentials } from '../../shared/model/signing-offer';
import { Notice } from './notice';
import { SignatureBlocks } from './signature-block';
import { SignedContent } from './signed-content';
import { tr, trNode } from '../strings/translate';

/** What the signer asks for once everything is read and typed. */
export interface SignatureWish {
  readonly meaning: MeaningCode;
  readonly credentials: TypedCredentials;
  readonly reason?: string;
}

interface Props {
  /** One, or several that are signed at once with one signature each. */
  readonly offers: readonly SigningOffer[];
  /** The meaning the step asks for; chosen at first where it is open. */
  readonly meaning?: MeaningCode | undefined;
  /** Words the reason begins with; asked for beside a meaning that needs none. */
  readonly reason?: string | undefined;
  /** Resolves to words when it was refused, to null when it was signed. */
  readonly onSign: (wish: SignatureWish) => Promise<string | null>;
  readonly onCancel: () => void;
}

/**
 * Signing, in the order it is read: the record as it will be signed, the meaning, conditions and what is open, then
 * the credentials. Refused, it keeps all that was typed but the secrets.
 */
export function SignatureDialog({ offers, meaning, reason, onSign, onCancel }: Props) {
  const form = useSigning(offers, meaning, reason, onSign);
  const { offer, chosen, problem, busy } = form;
  const conditions = useId();
  if (!offer) return <Notice kind="warn">{tr('There is nothing to sign.')}</Notice>;
  const allowed = offer.meanings.some((one) => one.allowed);
  return (
    <form
      aria-label={tr('Sign {which}', {
        which: offers.length === 1 ? offer.title : tr('{length} records', { length: offers.length }),
      })}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void form.sign();
      }}
    >
      <Stack gap="sm">
        {offers.map((one) => (
          <Shown key={`${one.subject.type} ${one.subject.id}`} offer={one} />
        ))}
        <Radio.Group label={tr('Meaning of the signature')} value={chosen?.code ?? ''} onChange={form.choose}>
          <div className="bt-sign-meanings">
            {offer.meanings.map((one) => (
              <Radio
                key={one.code}
                value={one.code}
                label={tr(one.words)}
                description={one.why === '' ? undefined : one.why}
                disabled={!one.allowed}
                size="sm"
              />
            ))}
          </div>
        </Radio.Group>
        {offer.meanings.length === 0 && (
          <p className="bt-dim bt-signature-none">{tr('Nothing is open to be signed here now.')}</p>
        )}
        <section className="bt-sign-part" aria-labelledby={conditions}>
          <h3 id={conditions}>{tr('Conditions and open exceptions')}</h3>
          <Conditions offers={offers} />
        </section>
        {(chosen?.reason === true || reason !== undefined) && (
          <Textarea
            label={tr('Reason')}
            required={chosen?.reason === true}
            autosize
            minRows={2}
            maxLength={1000}
            value={form.reason}
            onChange={(event) => form.setReason(event.currentTarget.value)}
          />
        )}
        {allowed && <Credentials form={form} />}
        <Refused problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {tr('Cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!allowed || !chosen}>
            {offers.length === 1 ? tr('Sign') : tr('Sign {length} records', { length: offers.length })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Shown({ offer: { title, subject, content, signatures } }: { readonly offer: SigningOffer }) {
  const id = useId();
  return (
    <section className="bt-sign-part" aria-labelledby={id}>
      <h3 id={id}>
        {title.endsWith(`version ${subject.version}`)
          ? title
          : tr('{title}, version {version}', { title, version: subject.version })}
      </h3>
      {/* Scrolls by keyboard. */}
      <div
        className="bt-sign-content"
        tabIndex={0}
        role="group"
        aria-label={tr('The record as it will be signed')}
      >
        <SignedContent content={content} />
      </div>
      <p className="bt-sign-hash">
        {trNode('Content SHA-256 {span}', { span: <span className="bt-mono">{subject.contentHash}</span> })}
      </p>
      {signatures.length > 0 && <SignatureBlocks signatures={signatures} />}
    </section>
  );
}

function Refused({ problem }: { readonly problem: string }) {
  const at = useRef<HTMLDivElement>(null);
  // What went wrong must be seen where the person looks, on a low screen too.
  useEffect(() => {
    if (problem !== '') at.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <div ref={at} role="status" aria-live="assertive">
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </div>
  );
}

function Conditions({ offers }: { readonly offers: readonly SigningOffer[] }) {
  const all = offers.flatMap(({ title, conditions }) =>
    conditions.map((words) => (offers.length === 1 ? words : `${title}: ${words}`)),
  );
  if (all.length === 0) return <p className="bt-dim bt-signature-none">{tr('None open.')}</p>;
  return (
    <ul className="bt-sign-conditions">
      {all.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function Credentials({ form }: { readonly form: ReturnType<typeof useSigning> }) {
  const { offer, typed, type, chosen } = form;
  const asked = offer?.asked ?? [];
  return (
    <fieldset className="bt-sign-part">
      <legend>
        {trNode('You sign as {name}{which}', {
          name: offer?.signer?.name ?? tr('nobody'),
          which: chosen ? `: ${chosen.words}` : '',
        })}
      </legend>
      <Group grow align="flex-start">
        {asked.includes('user-id') && (
          <TextInput
            label={tr('User id')}
            required
            autoComplete="off"
            spellCheck={false}
            value={typed.userId}
            onChange={(event) => type({ userId: event.currentTarget.value })}
          />
        )}
        <PasswordInput
          label={tr('Password')}
          required
          autoComplete="off"
          value={typed.password}
          onChange={(event) => type({ password: event.currentTarget.value })}
        />
        {asked.includes('totp') && (
          <TextInput
            label={tr('One-time code')}
            required
            inputMode="numeric"
            autoComplete="off"
            value={typed.totp}
            onChange={(event) => type({ totp: event.currentTarget.value })}
          />
        )}
      </Group>
    </fieldset>
  );
}

function useSigning(
  offers: readonly SigningOffer[],
  meaning: MeaningCode | undefined,
  begun: string | undefined,
  onSign: Props['onSign'],
) {
  const [offer] = offers;
  const open = (offer?.meanings ?? []).filter((one) => one.allowed);
  const first = open.find(({ code }) => code === meaning) ?? (open.length === 1 ? open[0] : undefined);
  const [code, setCode] = useState<string | undefined>(first?.code);
  const [reason, setReason] = useState(begun ?? '');
  const [typed, setTyped] = useState({ userId: '', password: '', totp: '' });
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const problemAt = useRef<HTMLDivElement>(null);
  // What went wrong must be seen where the person looks, on a low screen too.
  useEffect(() => {
    if (problem !== '') problemAt.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const chosen = open.find((one) => one.code === code);
  const sign = async (): Promise<void> => {
    if (!chosen || busy) return;
    setBusy(true);
    setProblem('');
    const asked = offer?.asked ?? [];
    const refused = await onSign({
      meaning: chosen.code,
      credentials: {
        password: typed.password,
        ...(asked.includes('user-id') ? { userId: typed.userId } : {}),
        ...(asked.includes('totp') ? { totp: typed.totp } : {}),
      },
      ...(reason.trim() === '' ? {} : { reason }),
    });
    setBusy(false);
    // Secrets never wait in a field; everything else stays for the next try.
    setTyped((before) => ({ ...before, password: '', totp: '' }));
    if (refused !== null) setProblem(refused);
  };
  return {
    offer,
    chosen,
    choose: setCode,
    reason,
    setReason,
    typed,
    type: (some: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...some })),
    problem,
    busy,
    sign,
  };
}
