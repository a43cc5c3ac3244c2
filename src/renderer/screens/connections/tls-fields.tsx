import type { FieldsProps } from './broker-fields';
import { PemField } from './pem-field';
import { SecretField } from './secret-field';
import { tr } from '../../strings/translate';

interface Props extends FieldsProps {
  readonly hasKey: boolean;
}

/** Whom we trust, and how we prove who we are. */
export function TlsFields({ draft, errors, change, hasKey }: Props) {
  return (
    <div className="bt-form-columns">
      <PemField
        label={tr('Authority (CA)')}
        description={tr('Empty: the authorities this computer trusts')}
        value={draft.caPem}
        error={errors.caPem}
        onChange={(caPem) => change({ caPem })}
      />
      <PemField
        label={tr('Client certificate')}
        description={tr('Only where the broker asks for one')}
        value={draft.certPem}
        error={errors.certPem}
        onChange={(certPem) => change({ certPem })}
      />
      <SecretField
        kind="key"
        label={tr('Key of the client certificate')}
        stored={hasKey}
        value={draft.keyPem}
        error={errors.keyPem}
        onChange={(keyPem) => change({ keyPem })}
      />
    </div>
  );
}
