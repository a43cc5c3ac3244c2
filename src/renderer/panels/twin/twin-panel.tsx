import { useQuery } from '@tanstack/react-query';
import type { TwinAnswer } from '../../../shared/contract/twin';
import type { UnitSummary } from '../../../shared/contract/units';
import { vesselFactsOf } from '../../../shared/model/vessel-facts';
import { modelPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { useLinkState } from '../../station/use-live';
import { Notice } from '../../ui/notice';
import { SimulatedMark } from '../../ui/simulated-mark';
import { Contributions } from './contributions';
import { DriftNotices } from './drift-notices';
import { Outlook } from './outlook';
import { ShadowBox } from './shadow-box';
import { answerWords, scaledBy, type BandedValue } from './twin-view';
import { useDryCells, useGrowth, usePredictedOd } from './use-banded';
import { ValueLine } from './value-line';
import { tr, trNode } from '../../strings/translate';
import './twin-panel.css';

/** What the twin holds to be true of the unit now, how sure it is, why, and what comes next. */
export function TwinPanel({ unit }: { readonly unit: UnitSummary }) {
  const { client } = useStation();
  const link = useLinkState();
  const { data: twin, error } = useQuery({
    queryKey: ['twin-status'],
    queryFn: ({ signal }) => client.twin.status(undefined, { signal }),
    refetchInterval: 10_000,
  });
  const answers = twin?.answers?.filter(({ unitId }) => unitId === unit.id) ?? [];
  const champions = answers.filter(({ state }) => state === 'champion');
  const shadows = answers.filter(({ state }) => state === 'shadow');
  const running = unit.batch !== null && unit.batch.endedAt === null;
  return (
    <div className="bt-twin" data-testid="twin-panel">
      {link.kind !== 'online' && (
        <Notice kind="warn">
          {trNode('{words} What is shown is from before.', { words: tr(link.words) })}
        </Notice>
      )}
      {!running && (
        <Notice kind="quiet">{tr('No batch runs: the twin works on running batches alone.')}</Notice>
      )}
      {error && !twin && <Notice kind="warn">{wordsOf(error)}</Notice>}
      {twin?.state === 'down' && (
        <Notice kind="alarm">{tr('The twin does not answer. Its values stand still.')}</Notice>
      )}
      {twin && twin.problem !== '' && <Notice kind="warn">{twin.problem}</Notice>}
      <Values unit={unit} answers={champions} />
      {running && (
        <DriftNotices
          drifts={twin?.drifts?.filter(({ unitId }) => unitId === unit.id) ?? []}
          answers={answers}
        />
      )}
      {twin && <InUse model={twin.model} answers={champions} />}
      {running && twin?.model && champions.length === 0 && (
        <p className="bt-twin-words bt-dim">{tr('The twin does not tell what this number comes from.')}</p>
      )}
      {champions.map((answer) => (
        <Contributions key={answer.target} answer={answer} />
      ))}
      <Outlook unit={unit} />
      <ShadowBox unit={unit} answers={shadows} />
    </div>
  );
}

function Values({ unit, answers }: { readonly unit: UnitSummary; readonly answers: readonly TwinAnswer[] }) {
  const od = usePredictedOd(unit);
  const dcw = useDryCells(unit);
  const perOd = vesselFactsOf(unit).dryCellsPerOd;
  const mu = useGrowth(unit);
  const of = (target: string): TwinAnswer | undefined => answers.find((answer) => answer.target === target);
  return (
    <section aria-label={tr('Now')}>
      {unit.simulated && <SimulatedMark size="tag" />}
      {od ? (
        <ValueLine name="OD600" banded={od} large />
      ) : (
        <p className="bt-twin-words">
          {tr('OD600 is not predicted here: no model was in use since the unit is known.')}
        </p>
      )}
      <Doubt answer={of('OD600')} banded={od} />
      {dcw && (dcw.value !== null || of('DCW')) ? (
        <>
          <ValueLine name="Dry cell weight" banded={dcw} />
          <Doubt answer={of('DCW')} banded={dcw} />
        </>
      ) : (
        od && (
          <ValueLine
            name={tr('Dry cell weight, {perOd} g/L per OD600', { perOd })}
            banded={scaledBy(od, perOd, 'g/L')}
          />
        )
      )}
      {mu && <ValueLine name="Growth rate µ" banded={mu} />}
    </section>
  );
}

/** "Outside training" and "undecided" are answers: said in full, with their reason. */
function Doubt({
  answer,
  banded,
}: {
  readonly answer: TwinAnswer | undefined;
  readonly banded: BandedValue | null;
}) {
  const said = answer && answerWords(answer);
  if (said)
    return (
      <Notice kind="warn">
        <b>{said.title}.</b> {said.why}
      </Notice>
    );
  if (!answer && banded && banded.doubt !== '') return <Notice kind="warn">{banded.doubt}.</Notice>;
  return null;
}

interface InUseProps {
  readonly model: { readonly name: string; readonly version: string; readonly accuracy: string } | null;
  readonly answers: readonly TwinAnswer[];
}

/** Which model says so; one click to its card. */
function InUse({ model, answers }: InUseProps) {
  const used = answers.length > 0 ? answers : model ? [{ ...model, target: '' }] : [];
  if (used.length === 0) return <p className="bt-twin-words">{tr('No model is loaded.')}</p>;
  return (
    <section aria-label={tr('Model in use')}>
      {used.map((one) => (
        <p key={`${one.name} ${one.target}`} className="bt-twin-words">
          {trNode('{which}{a}, champion', {
            which: one.target === '' ? '' : tr('{target} by ', { target: one.target }),
            a: (
              <a href={modelPath(one)}>
                {one.name} {one.version}
              </a>
            ),
          })}
        </p>
      ))}
      {model && used.some(({ name, version }) => name === model.name && version === model.version) && (
        <p className="bt-twin-words bt-dim">{model.accuracy}</p>
      )}
    </section>
  );
}
