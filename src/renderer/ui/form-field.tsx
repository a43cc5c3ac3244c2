import { IconAlertTriangle, IconInfoCircle, IconUrgent } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { tr } from '../strings/translate';
import './form-field.css';

/** What is held against what was typed: read it, give a reason for it, or it cannot be. */
export interface FieldObjection {
  readonly level: 'warn' | 'confirm' | 'impossible';
  readonly words: string;
}

const icons = { warn: IconInfoCircle, confirm: IconAlertTriangle, impossible: IconUrgent };
const labels = { warn: tr('Note'), confirm: tr('Unusual'), impossible: tr('Impossible') };

/** Attributes that tie a control to its label and to what is said of it. */
export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-required'?: true;
}

interface Props {
  readonly label: string;
  /** Stands beside the control; empty where there is none. */
  readonly unit?: string | undefined;
  /** What is expected, in words. */
  readonly hint?: string | undefined;
  readonly required?: boolean | undefined;
  readonly objections?: readonly FieldObjection[];
  /** Beside the control: a button to scan, for example. */
  readonly aside?: ReactNode;
  readonly children: (control: ControlProps) => ReactNode;
}

/** A label, a control with its unit, and beneath it what is held against what was typed: shape, word, then colour. */
export function FormField({ label, unit, hint, required, objections = [], aside, children }: Props) {
  const id = useId();
  const said = objections.length > 0 || (hint ?? '') !== '';
  const impossible = objections.some(({ level }) => level === 'impossible');
  return (
    <div className="bt-field" data-level={worstOf(objections)}>
      <label htmlFor={id}>
        {label}
        {required === true && (
          <span className="bt-field-required" aria-hidden title={tr('Must be filled in')}>
            *
          </span>
        )}
      </label>
      <div className="bt-field-control">
        {children({
          id,
          ...(said ? { 'aria-describedby': `${id}-said` } : {}),
          ...(impossible ? { 'aria-invalid': true } : {}),
          ...(required === true ? { 'aria-required': true } : {}),
        })}
        {(unit ?? '') !== '' && <span className="bt-field-unit">{unit}</span>}
        {aside}
      </div>
      {said && (
        <div className="bt-field-said" id={`${id}-said`} aria-live="polite">
          {objections.map((objection) => (
            <Objection key={objection.words} objection={objection} />
          ))}
          {objections.length === 0 && <span className="bt-field-hint">{hint}</span>}
        </div>
      )}
    </div>
  );
}

/** One thing that is held against an entry: shape, word, sentence. */
export function Objection({ objection: { level, words } }: { readonly objection: FieldObjection }) {
  const Icon = icons[level];
  return (
    <span className="bt-field-objection" data-level={level}>
      <Icon size={15} aria-hidden />
      <span>
        <b>{tr(labels[level])}:</b> {words}
      </span>
    </span>
  );
}

/** The gravest of some objections. */
function worstOf(objections: readonly FieldObjection[]): FieldObjection['level'] | undefined {
  return (['impossible', 'confirm', 'warn'] as const).find((level) =>
    objections.some((objection) => objection.level === level),
  );
}
