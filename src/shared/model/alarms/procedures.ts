/** What the shipped alarms send people to do, step by step; a site's own procedures take their place. */
const procedures: Readonly<Record<string, readonly string[]>> = {
  'Oxygen supply': [
    'Read stirrer speed, air flow and head pressure on the unit page. Where one of them is off its set point, restore that first. Otherwise raise the stirrer in steps of 50 rpm, then the air, each change as a process change.',
    'Look for foam and for a falling off-gas flow: foam lets the probe read low, a blocked sparger takes the bubbles away.',
    'Stop the glycerol or methanol feed. Restore stirrer and gas. Add oxygen only after that. When dissolved oxygen is back above 20 %, start the feed again at half its rate. After 30 min below the limit open a deviation.',
  ],
  'Gas supply': [
    'Compare the set point of the gas with what the inlet meter reads. Check the valve, the pressure before it and the filter. Change over to the spare line, then say so in a process change.',
  ],
  Depletion: [
    'Look at off-gas CO2. Falling together with rising dissolved oxygen: the substrate is used up; start the next phase. Not falling: check the probe before anything else.',
  ],
  Induction: [
    'Look at dissolved oxygen and CO2 in the last ten minutes. A rise of oxygen at a steady feed means that methanol is not taken up: stop the feed and wait until oxygen falls again.',
    'Take a sample for methanol. Above 4 g/L leave the feed off; below 0.5 g/L restart it at the last rate that was taken up.',
  ],
  Temperature: [
    'Compare broth, pH probe and DO probe temperatures. If they agree, check jacket valve and cooling water; if one differs alone, it is that sensor.',
    'Lower the feed by a third while the cooling is being mended: less growth makes less heat.',
    'Stop the feed, open the cooling fully and have the batch judged: above 34 °C the product is at risk. Open a deviation.',
  ],
  'pH control': [
    'Check that base reaches the vessel: bottle, tubing, pump. Weigh the bottle. Restart the pump once.',
    'Stop the feed until the pH is back; acid comes from growth without enough base.',
    'Compare the probe with a sample at the bench. A difference above 0.1 pH is a calibration matter: record it.',
    'Stop base addition, clamp the line and take a sample. Never correct with acid before the cause is known. Open a deviation.',
  ],
  Stirrer: [
    'Compare speed and torque with an hour ago. Rising torque at the same speed: thicker broth or a failing bearing. Falling torque: gas held up or a loose coupling.',
    'Look at and listen to the drive. Heat or noise: lower the speed to what keeps dissolved oxygen and call maintenance.',
    'Stop the feed. Restart the drive once. If it does not run, hold aeration, cool to 25 °C and open a deviation: without stirring the cells last minutes.',
  ],
  Exhaust: [
    'Check the exhaust filter for wetting and the condenser for flow. Add antifoam, 0.1 mL per litre, once.',
    'Change over to the spare filter. Lower the air flow while it is done; watch dissolved oxygen.',
    'Lower the air flow at once and open the bypass to the sterile trap. Never open the vessel. Open a deviation.',
  ],
  'Off-gas': [
    'Look whether air flow or head pressure changed at the same moment: then the gas did not change, its dilution did.',
    'Run the analyser on reference gas. Outside 0.1 % of it: calibrate, and mark what was measured since the last good check.',
  ],
  Instruments: [
    'Check plug, cable and supply of the instrument. Until it is back judge by its neighbours and by samples. Record its calibration before it counts again.',
  ],
};

export interface ProcedureStep {
  readonly procedure: string;
  readonly step: number;
  /** All steps of the procedure, in order. */
  readonly steps: readonly string[];
}

/** The step that an alarm names as `Oxygen supply, step 3`; undefined where it names one that is not shipped. */
export function procedureStep(named: string): ProcedureStep | undefined {
  const found = /^(.+), step (\d+)$/.exec(named.trim());
  const [, procedure = '', number = ''] = found ?? [];
  const step = Number(number);
  const steps = procedures[procedure];
  return steps && step >= 1 && step <= steps.length ? { procedure, step, steps } : undefined;
}
