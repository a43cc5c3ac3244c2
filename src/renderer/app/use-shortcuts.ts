import { useEffect } from 'react';
import { commandsOnOffer } from './commands';
import type { Command } from './commands';
import { noKeys, pressName, takeKey } from './shortcut';

/** Listens for the keys of every command on offer; call once, in the shell. */
export function useShortcuts(): void {
  useEffect(() => {
    let state = noKeys;
    const listen = (event: KeyboardEvent): void => {
      const name = pressName(event);
      if (event.defaultPrevented || isModifier(event.key) || !mayAct(event, name)) return;
      const taken = takeKey(state, name, event.timeStamp, keysOf(commandsOnOffer()));
      state = taken.state;
      if (taken.match === null) return;
      event.preventDefault();
      commandsOnOffer()
        .find((command) => command.keys === taken.match)
        ?.run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

const keysOf = (commands: readonly Command[]): string[] => commands.flatMap((command) => command.keys ?? []);

const isModifier = (key: string): boolean => ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key);

/** Plain letters belong to the field or dialog that has the focus; `mod+…` and F1 always act. */
function mayAct(event: KeyboardEvent, name: string): boolean {
  if (name.startsWith('mod+') || name === 'F1') return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.isContentEditable === true) return false;
  return target?.closest(keepsLetters) === null;
}

/** A choice among buttons takes no letters: nothing is typed into a radio or a checkbox. */
const keepsLetters =
  'input:not([type="radio"], [type="checkbox"]), textarea, select, [role="dialog"], [role="listbox"], [role="menu"]';
