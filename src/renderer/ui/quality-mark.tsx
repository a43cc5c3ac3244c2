import { qualityLevel, qualityOf } from '../../shared/model/quality';
import './quality-mark.css';

const letters = { good: '', uncertain: 'U', bad: 'B' } as const;

interface Props {
  /** Quality code of the sample. */
  readonly quality: number;
}

/**
 * Whether a value can be trusted: nothing when it can, a U in a diamond when it is uncertain, a B in a square when it is
 * bad. Letter and shape carry it, colour only helps; the reason is its label.
 */
export function QualityMark({ quality }: Props) {
  const level = qualityLevel(quality);
  if (level === 'good') return null;
  const words = `${level === 'bad' ? 'Bad' : 'Uncertain'}: ${qualityOf(quality).words}`;
  return (
    <span className="bt-quality" data-level={level} role="img" aria-label={words} title={words}>
      <span>{letters[level]}</span>
    </span>
  );
}
