import { tr } from '../../strings/translate';
import {
  alarmsPath,
  modelsPath,
  overviewPath,
  recordsPath,
  simulatorPath,
  unitPath,
  workspacePath,
} from '../route';

/** A stop of the tour: where it is, what is pointed at, and what there is to know. */
export interface TourStep {
  readonly path: string;
  /** Pointed at where it is on the screen; without it the words stand alone. */
  readonly target: string;
  readonly title: string;
  readonly words: string;
}

/** The way through the practice plant. @param unitId a simulated unit, whose page is shown */
export function tourSteps(unitId: string): readonly TourStep[] {
  return [
    {
      path: overviewPath,
      target: '.bt-cards',
      title: tr('Every reactor at a glance'),
      words: tr('Grey is normal. Colour, a shape and words appear only where something needs a person.'),
    },
    {
      path: unitPath(unitId),
      target: '.bt-unit-page .bt-unit',
      title: tr('One reactor'),
      words: tr(
        'Trends with their history, and all values at the right. Point at a trend to read every channel at that moment; press a value to see how it was computed.',
      ),
    },
    {
      path: unitPath(unitId),
      target: '.bt-unit-top',
      title: tr('The batch and its phase'),
      words: tr(
        'The phase is found from the measurements, with its evidence. You may overrule it, with a reason.',
      ),
    },
    {
      path: alarmsPath(),
      target: '.bt-screen',
      title: tr('Alarms'),
      words: tr(
        'Each alarm has a cause, a consequence and something to do. In a flood, consequences stand under what came first.',
      ),
    },
    {
      path: recordsPath(),
      target: '.bt-screen',
      title: tr('Records'),
      words: tr(
        'A batch is planned, run, reviewed and released here, by keyboard if you like. Nothing is ever deleted.',
      ),
    },
    {
      path: modelsPath,
      target: '.bt-screen',
      title: tr('The twin'),
      words: tr(
        'Predictions carry an interval and the reasons for their number. Train your own model from finished batches.',
      ),
    },
    {
      path: workspacePath(),
      target: '.bt-screen',
      title: tr('Your own screens'),
      words: tr('Drag channels into panels, link windows in time, take back any step, hang it on the wall.'),
    },
    {
      path: simulatorPath,
      target: '.bt-screen',
      title: tr('Break something'),
      words: tr(
        'This plant is simulated: add a fault and see what the rest of the house makes of it. F1 helps on every screen.',
      ),
    },
  ];
}
