/** First byte of a PUBACK; two bytes of packet id follow its length. Valid in MQTT 3.1.1 and, as "success", in 5. */
const puback = 0x40;
const packetBytes = 4;

export interface AckQueue {
  /** Notes a message that came in; the result acknowledges it, once, at any later time. */
  expect(packetId: number): () => void;
  /** Writes what may be written now instead of with the next turn of the loop. */
  flush(): void;
  /** From now on nothing is written: the packet ids of a closed connection mean nothing to the next one. */
  close(): void;
}

interface Slot {
  readonly packetId: number;
  acked: boolean;
}

/**
 * Acknowledges messages when they are safe, in the order they came (MQTT 4.6), many in one write.
 * @param write puts bytes onto the connection the messages came from
 */
export function createAckQueue(write: (bytes: Uint8Array) => void): AckQueue {
  let slots: Slot[] = [];
  let scheduled = false;
  let open = true;

  const flush = (): void => {
    scheduled = false;
    const waiting = slots.findIndex((slot) => !slot.acked);
    const ready = waiting === -1 ? slots.length : waiting;
    if (!open || ready === 0) return;
    write(pubacks(slots.slice(0, ready)));
    slots = slots.slice(ready);
  };

  return {
    expect: (packetId) => {
      const slot: Slot = { packetId, acked: false };
      if (open) slots.push(slot);
      return () => {
        slot.acked = true;
        if (scheduled || !open) return;
        scheduled = true;
        setImmediate(flush);
      };
    },
    flush,
    close: () => {
      open = false;
      slots = [];
    },
  };
}

function pubacks(slots: readonly Slot[]): Uint8Array {
  const bytes = new Uint8Array(slots.length * packetBytes);
  for (const [index, { packetId }] of slots.entries())
    bytes.set([puback, 2, packetId >> 8, packetId & 0xff], index * packetBytes);
  return bytes;
}
