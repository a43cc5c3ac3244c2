import { IconAlertTriangle, IconCheck, IconHistory } from '@tabler/icons-react';
import type { CheckedSignature, SignatureState } from '../../shared/model/signature';
import { tr, trNode } from '../strings/translate';
import './signature.css';

const stateWords: Readonly<Record<SignatureState, string>> = {
  valid: tr('Valid'),
  'signed-then-changed': tr('Signed, then changed'),
  broken: tr('Broken'),
};
const stateIcons = { valid: IconCheck, 'signed-then-changed': IconHistory, broken: IconAlertTriangle };

/** A moment as it is printed under a signature: local time with its offset, and the zone. */
export function signedAtWords({ local, zone }: { readonly local: string; readonly zone: string }): string {
  return local === ''
    ? tr('Unknown time')
    : `${local.replace('T', ' ').replace(/\.\d+/, '').replace('Z', '+00:00')} (${zone})`;
}

interface BlockProps {
  readonly checked: CheckedSignature;
}

/** Who signed what, when and with which meaning; whether it still holds. Stands wherever a signed record is shown. */
export function SignatureBlock({ checked: { signature, state, why } }: BlockProps) {
  const Icon = stateIcons[state];
  const { name, userId, role, words, subject, reason } = signature;
  return (
    <article className="bt-signature" data-state={state} aria-label={`${words}, ${name}`}>
      <p className="bt-signature-meaning">{words}</p>
      <p className="bt-signature-name">
        {name} <span className="bt-dim">({userId})</span>
      </p>
      <p className="bt-signature-facts">
        {role.replace('qa-', 'QA ').replace('-', ' ')}
        {' · '}
        {signedAtWords(signature)}
        {!signature.clockTrusted && tr(' · clock not trusted')}
      </p>
      {reason !== null && <p className="bt-signature-facts">{trNode('Reason: {reason}', { reason })}</p>}
      <p className="bt-signature-facts">
        {trNode('Version {version} · content {span}', {
          version: subject.version,
          span: (
            <span className="bt-mono" title={subject.contentHash}>
              {subject.contentHash.slice(0, 12)}
            </span>
          ),
        })}
      </p>
      <p className="bt-signature-state">
        <Icon size={15} aria-hidden /> {tr(stateWords[state])}
        {why !== '' && `: ${why}`}
      </p>
    </article>
  );
}

/** All signatures of a record, the oldest first; says so where there is none. */
export function SignatureBlocks({ signatures }: { readonly signatures: readonly CheckedSignature[] }) {
  if (signatures.length === 0) return <p className="bt-dim bt-signature-none">{tr('Not signed')}</p>;
  return (
    <div className="bt-signatures">
      {signatures.map((checked) => (
        <SignatureBlock key={checked.signature.id} checked={checked} />
      ))}
    </div>
  );
}
