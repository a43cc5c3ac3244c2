/** Bytes as a person reads them: `512 B`, `3.4 MB`. Decimal steps, as disks are sold. */
export function bytesText(bytes: number): string {
  const steps = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < steps.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${step === 0 || value >= 99.5 ? value.toFixed(0) : value.toFixed(1)} ${steps[step]}`;
}

/** A count with thin spaces between thousands. */
export function countText(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

/** Milliseconds with the digits that matter, `0.8 ms`; a dash where nothing was measured. */
export function msText(ms: number | null): string {
  if (ms === null) return '–';
  return `${ms < 9.95 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}

/** How often something comes: `12 /s`, `0.2 /s`. */
export function rateText(perS: number): string {
  return `${perS >= 9.95 || perS === 0 ? countText(perS) : perS.toFixed(1)} /s`;
}
