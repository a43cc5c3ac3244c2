/** Two stations with one client id throw each other off the broker: the default is our own. */
export function proposeClientId(): string {
  const random = crypto.getRandomValues(new Uint8Array(4));
  return `bioprocess-twin-${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
