/** The rules of the procedures that make an excursion a deviation, and the level each gives. */
export const deviationRuleWords = {
  'do-below-20': 'DO below 20 %',
  'do-below-15': 'DO below 15 % for more than 30 min',
  'ph-off': 'pH off by more than 0.3 for more than 30 min',
  'ph-far-off': 'pH off by more than 0.5 for more than 1 h',
  'temperature-off': 'Temperature off by more than 1 °C for more than 15 min',
  'oxygen-enrichment': 'Oxygen was added',
  'sample-late': 'A sample 15 to 30 min late',
  'samples-missed': 'A sample more than 30 min late, or more than two missed',
  'sensor-loss': 'A sensor lost for more than 1 h',
  contamination: 'Contamination',
  'inoculum-outside': 'Inoculum outside its limits was used',
  'inoculum-refused': 'Inoculum refused (NO-GO)',
  'power-or-control': 'Power or control failed',
  'microscopy-missing': 'One microscopy missing',
  'change-outside': 'Set point outside its proven range',
  'gate-overridden': 'A gate was overridden',
} as const;
export type DeviationRule = keyof typeof deviationRuleWords;
export type DeviationLevel = 1 | 2 | 3;

/**
 * Level of an excursion by the procedure; null where it is none (DO below 20 % for less than 5 min).
 * @param minutes how long it lasted so far; for rules without a duration it is not asked
 */
export function deviationLevel(rule: DeviationRule, minutes: number): DeviationLevel | null {
  switch (rule) {
    case 'do-below-20':
      return minutes < 5 ? null : minutes <= 15 ? 1 : 2;
    case 'do-below-15':
      return minutes > 30 ? 3 : deviationLevel('do-below-20', minutes);
    case 'ph-off':
      return minutes > 30 ? 2 : null;
    case 'ph-far-off':
      return minutes > 60 ? 3 : deviationLevel('ph-off', minutes);
    case 'temperature-off':
      return minutes > 15 ? 2 : null;
    case 'sensor-loss':
      return minutes > 60 ? 3 : null;
    case 'sample-late':
    case 'microscopy-missing':
    case 'inoculum-refused':
      return 1;
    case 'oxygen-enrichment':
    case 'samples-missed':
    case 'change-outside':
    case 'gate-overridden':
      return 2;
    case 'contamination':
    case 'inoculum-outside':
    case 'power-or-control':
      return 3;
    default:
      return rule satisfies never;
  }
}
