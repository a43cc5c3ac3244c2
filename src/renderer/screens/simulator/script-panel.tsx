import { Button, Group, Textarea } from '@mantine/core';
import { useRef } from 'react';
import type { SimulatedUnit } from '../../../shared/model/simulator';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { selectLine } from './select-line';
import type { Script } from './use-script';
import { useDeed } from './use-simulator';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: SimulatedUnit;
  readonly script: Script;
}

/** A list of faults as text. A line that cannot be used is named as it is written; the whole is refused with it. */
export function ScriptPanel({ unit, script: { text, setText, refused = [] } }: Props) {
  const { ask, problem, busy, forget } = useDeed();
  const editor = useRef<HTMLTextAreaElement>(null);
  const example = `${(unit.ageH + 0.5).toFixed(1)} offset DO size=5 for=2   # a remark`;
  const run = (): void => void ask((simulator) => simulator.runScript({ unitId: unit.unitId, text }));
  return (
    <Panel title={tr('Fault script')}>
      <form
        className="bt-panel-body bt-simulator-form"
        aria-label={tr('Fault script')}
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Textarea
          ref={editor}
          label={tr('One fault a line: hour, fault, channel, size=, for= hours')}
          classNames={{ input: 'bt-script' }}
          spellCheck={false}
          minRows={5}
          maxRows={16}
          autosize
          placeholder={example}
          value={text}
          aria-invalid={refused.length > 0}
          onChange={(event) => {
            setText(event.currentTarget.value);
            forget();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
          }}
        />
        {refused.length > 0 && (
          <ul className="bt-script-errors" aria-label={tr('Lines that cannot be used')} role="list">
            {refused.map(({ line, words }) => (
              <li key={line}>
                <button type="button" onClick={() => editor.current && selectLine(editor.current, line)}>
                  {trNode('Line {line}', { line })}
                </button>{' '}
                {words}
              </li>
            ))}
          </ul>
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group gap="xs">
          <Button type="submit" variant="default" loading={busy} disabled={text.trim() === ''}>
            {tr('Run script')}
          </Button>
          <span className="bt-simulator-words">
            {tr('Adds its faults to those above. Ctrl+Enter runs it.')}
          </span>
        </Group>
      </form>
    </Panel>
  );
}
