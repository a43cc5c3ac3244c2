const known: Readonly<Record<number, string>> = {
  1: 'The device does not know this function',
  2: 'The device has no such register',
  3: 'The device refuses this number of registers',
  4: 'The device failed while answering',
  5: 'The device needs more time',
  6: 'The device is busy',
  8: 'The device found its memory damaged',
  10: 'The gateway has no way to the device',
  11: 'The device behind the gateway does not answer',
};

/** What a Modbus exception means. */
export function exceptionWords(code: number): string {
  return known[code] ?? `The device answers with exception ${code}`;
}
