import { Select, Switch } from '@mantine/core';
import { vesselScales, type VesselScale } from '../../../shared/model/channel-catalogue';
import { tr } from '../../strings/translate';

interface NewUnits {
  readonly autoUnits: boolean;
  readonly scale: VesselScale;
}

interface Props {
  readonly draft: NewUnits;
  readonly change: (part: Partial<NewUnits>) => void;
  readonly label: string;
  readonly description?: string;
}

const scaleChoices = vesselScales.map((scale) => ({ value: scale, label: scale.replace('L', ' L vessel') }));

/** Whether a source may make units by itself, and of which vessel. */
export function NewUnitFields({ draft, change, label, description }: Props) {
  return (
    <>
      <Switch
        label={label}
        description={description}
        checked={draft.autoUnits}
        onChange={(event) => change({ autoUnits: event.currentTarget.checked })}
      />
      <Select
        label={tr('Vessel of units created this way')}
        description={tr('Decides the ranges of their sensors')}
        data={scaleChoices}
        allowDeselect={false}
        value={draft.scale}
        onChange={(value) => {
          const scale = vesselScales.find((candidate) => candidate === value);
          if (scale) change({ scale });
        }}
      />
    </>
  );
}
