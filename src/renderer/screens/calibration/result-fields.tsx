import { SegmentedControl } from '@mantine/core';
import type { CalibrationFinish, CalibrationRun } from '../../../shared/model/calibration-run';
import type { CalibrationMethod } from '../../../shared/model/records/calibration-method';
import { tr } from '../../strings/translate';
import { DecimalField } from './decimal-field';

interface Props {
  readonly run: CalibrationRun;
  readonly method: CalibrationMethod;
  readonly finish: CalibrationFinish;
  readonly onChange: (finish: CalibrationFinish) => void;
}

type Numbered = 'polarisationH' | 'pressureBarA' | 'stirrerRpm' | 't63S' | 'rangePct';

/** What else is asked, by the kind of the probe. */
export function ResultFields({ run, method: { probe }, finish, onChange }: Props) {
  const put = (name: Numbered, value: number | null): void => {
    const { [name]: _before, ...rest } = finish;
    onChange(value === null ? rest : { ...rest, [name]: value });
  };
  const field = (name: Numbered, label: string, unit: string, hint?: string) => (
    <DecimalField
      key={name}
      label={label}
      unit={unit}
      {...(hint === undefined ? {} : { hint })}
      value={finish[name] ?? null}
      onChange={(value) => put(name, value)}
    />
  );
  if (probe === 'do') {
    const measured = run.points[1]?.t63S ?? null;
    return (
      <div className="bt-cal-pair">
        {field('polarisationH', tr('Polarised for'), 'h', tr('Optical probes: 0'))}
        {field('pressureBarA', tr('Pressure in the head space'), 'bar abs')}
        {field('stirrerRpm', tr('Stirrer'), 'rpm')}
        {measured === null &&
          field('t63S', tr('Response time t63'), 's', tr('The step was too small or too slow to tell'))}
      </div>
    );
  }
  if (probe !== 'off-gas-o2' && probe !== 'off-gas-co2') return null;
  return (
    <div className="bt-cal-pair">
      <div>
        <p className="bt-cal-label" id="bt-cal-dry">
          {tr('Was the gas dry?')}
        </p>
        <SegmentedControl
          aria-labelledby="bt-cal-dry"
          size="md"
          data={[
            { value: 'unknown', label: tr('Not said') },
            { value: 'dry', label: tr('Dry') },
            { value: 'wet', label: tr('Wet') },
          ]}
          value={finish.gasDry === undefined ? 'unknown' : finish.gasDry ? 'dry' : 'wet'}
          onChange={(value) => {
            const { gasDry: _before, ...rest } = finish;
            onChange(value === 'unknown' ? rest : { ...rest, gasDry: value === 'dry' });
          }}
        />
      </div>
      {probe === 'off-gas-co2' && field('rangePct', tr('Range of the analyser'), '%')}
    </div>
  );
}
