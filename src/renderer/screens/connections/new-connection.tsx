import { useState } from 'react';
import { connectionPath, navigate } from '../../app/route';
import { emptyDraft } from './connection-draft';
import { ConnectionForm } from './connection-form';

/** The form of a connection that does not exist yet. */
export function NewConnection({ taken }: { readonly taken: readonly string[] }) {
  const [draft] = useState(() => emptyDraft(proposeClientId()));
  return (
    <ConnectionForm
      id={null}
      taken={taken}
      stored={draft}
      hasPassword={false}
      hasKey={false}
      onSaved={(id) => navigate(connectionPath(id))}
    />
  );
}

/** Two stations with one client id throw each other off the broker: the default is our own. */
function proposeClientId(): string {
  const random = crypto.getRandomValues(new Uint8Array(4));
  return `bioprocess-twin-${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
