/** Spellings that mean the same unit. Standard litres, gauge pressure and plain L/min are other quantities. */
const spellings: readonly (readonly string[])[] = [
  ['', '-', '1', 'none', 'ph', 'unitless', 'n/a'],
  ['%', 'percent', 'pct', '%sat', '%dos', '%v/v', 'vol%', 'vol.%', '%vol', '%do'],
  [
    '°c',
    'c',
    'degc',
    'deg.c',
    'degreec',
    'degreesc',
    'celsius',
    'degreecelsius',
    'degreescelsius',
    'ºc',
    '℃',
  ],
  ['nl/min', 'nlpm', 'nlm', 'ln/min', 'nlmin-1'],
  ['ml/min', 'mlpm', 'mlmin-1', 'ml·min-1', 'ccm'],
  ['rpm', '1/min', 'min-1', 'rev/min', 'r/min', 'u/min'],
  ['barabs', 'bara', 'bar(a)', 'bar', 'bar(abs)'],
  ['au', 'a.u.', 'abs', 'od', 'od600', 'oducm-1'],
  ['kg', 'kilogram', 'kilograms'],
  ['mmol/l/h', 'mmol/(l·h)', 'mmol/(l*h)', 'mmol/(lh)', 'mmoll-1h-1', 'mmol·l-1·h-1'],
  ['1/h', 'h-1', 'h^-1', '/h', 'per h', 'perh'],
];

const kindOf = new Map(spellings.flatMap((same, kind) => same.map((spelling) => [spelling, kind] as const)));

/** True where two symbols mean the same unit; spaces and case are ignored. An unknown symbol equals only itself. */
export function sameUnit(a: string, b: string): boolean {
  const [left, right] = [plain(a), plain(b)];
  if (left === right) return true;
  const kind = kindOf.get(left);
  return kind !== undefined && kind === kindOf.get(right);
}

function plain(symbol: string): string {
  return symbol
    .toLowerCase()
    .replace(/[\s_]+/g, '')
    .replaceAll('⁻¹', '-1');
}
