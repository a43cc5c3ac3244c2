const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A new id made on this device (ULID: 48 bits of time, 80 random bits), by which the station knows an entry again that
 * comes twice. Needs no secure page, unlike `crypto.randomUUID`.
 * @param at epoch ms
 */
export function clientId(at: number): string {
  let time = Math.floor(at);
  let head = '';
  for (let place = 0; place < 10; place += 1) {
    head = (letters[time % 32] ?? '0') + head;
    time = Math.floor(time / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(16));
  return head + [...random].map((byte) => letters[byte % 32]).join('');
}
