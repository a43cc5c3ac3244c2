import type { Finding } from '../../../../shared/model/records/finding';
import type { RecordContext } from '../../../../shared/model/records/record-context';
import { isAsked, type RecordField } from '../../../../shared/model/records/record-field';
import type { RecordBody } from '../../../../shared/model/records/field-value';
import { FieldInput } from './field-input';
import { offersOf } from './field-offers';
import { FindingReason, type Answering } from './finding-reason';
import type { FormTexts, RowTexts } from './form-texts';
import { RowsInput } from './rows-input';

interface Props extends Answering {
  readonly fields: readonly RecordField[];
  readonly texts: FormTexts;
  readonly body: RecordBody;
  readonly findings: readonly Finding[];
  readonly context: RecordContext;
  readonly onTexts: (texts: FormTexts) => void;
}

interface Section {
  readonly title: string;
  readonly fields: readonly RecordField[];
}

/** The fields under their headings, those only that are asked for as the form stands. */
export function FormFields({ fields, body, ...rest }: Props) {
  const asked = fields.filter((field) => isAsked(field, body));
  return sectionsOf(asked).map((section) => <FormSection key={section.title} section={section} {...rest} />);
}

function FormSection({
  section,
  texts,
  findings,
  context,
  onTexts,
  answers,
  onAnswer,
}: Omit<Props, 'fields' | 'body'> & { readonly section: Section }) {
  return (
    <fieldset className="bt-form-section">
      <legend>{section.title}</legend>
      {section.fields.map((field) => {
        const own = findings.filter((finding) => isOf(finding, field));
        const typed = texts[field.name];
        const answering = own.map((finding) => (
          <FindingReason
            key={`${finding.rule} ${finding.row}`}
            finding={finding}
            answers={answers}
            onAnswer={onAnswer}
          />
        ));
        if (field.type === 'rows')
          return (
            <RowsInput
              key={field.name}
              field={field}
              rows={typeof typed === 'object' ? typed : noRows}
              findings={own}
              context={context}
              answers={answers}
              onAnswer={onAnswer}
              onRows={(rows) => onTexts({ ...texts, [field.name]: rows })}
            />
          );
        return (
          <div key={field.name} className="bt-form-cell" data-wide={field.type === 'long-text' || undefined}>
            <FieldInput
              field={field}
              name={field.name}
              text={typeof typed === 'string' ? typed : ''}
              findings={own}
              offers={offersOf(field, context)}
              onText={(text) => onTexts({ ...texts, [field.name]: text })}
            />
            {answering}
          </div>
        );
      })}
    </fieldset>
  );
}

const noRows: readonly RowTexts[] = [];

/** A finding names its field, and in a table its row; the column may stand behind a point. */
const isOf = (finding: Finding, field: RecordField): boolean =>
  finding.field === field.name || (finding.field?.startsWith(`${field.name}.`) ?? false);

function sectionsOf(fields: readonly RecordField[]): Section[] {
  const sections = new Map<string, RecordField[]>();
  for (const field of fields) {
    const title = field.section ?? 'Record';
    sections.set(title, [...(sections.get(title) ?? []), field]);
  }
  return [...sections].map(([title, own]) => ({ title, fields: own }));
}
