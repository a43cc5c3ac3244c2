import type { Locator, Page } from '@playwright/test';

/** A keyboard whose strokes are counted: what a whole batch costs in keys is a figure of ours. */
export interface CountedKeyboard {
  strokes(): number;
  press(keys: string): Promise<void>;
  type(text: string): Promise<void>;
  /** Goes to something on the page; counted as ten presses of Tab, whatever it takes. */
  reach(target: Locator): Promise<void>;
  /**
   * Goes through an open form with Enter, from the field that has the focus to its last one, and types what is given
   * by name; then saves with Ctrl+Enter. In a choice, text is typed until it is chosen.
   */
  fill(values: Readonly<Record<string, string>>): Promise<void>;
}

interface Here {
  readonly name: string;
  readonly kind: string;
  readonly value: string;
}

/** What has the focus. */
function here(page: Page): Promise<Here> {
  return page.evaluate(() => {
    const field = document.activeElement;
    const named =
      field instanceof HTMLInputElement ||
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement;
    return {
      name: named ? field.name : '',
      kind: field instanceof HTMLInputElement ? field.type : (field?.tagName.toLowerCase() ?? ''),
      value:
        field instanceof HTMLSelectElement
          ? (field.selectedOptions[0]?.text ?? '')
          : named
            ? field.value
            : '',
    };
  });
}

/** True where values of the next row are left, and this is the last field of the last row. */
async function wantsRow(page: Page, name: string, left: ReadonlySet<string>): Promise<boolean> {
  const [, table, index] = /^(\w+)\[(\d+)\]/.exec(name) ?? [];
  if (table === undefined) return false;
  const own = `${table}[${index}]`;
  const next = `${table}[${Number(index) + 1}]`;
  if (![...left].some((field) => field.startsWith(next)) || [...left].some((field) => field.startsWith(own)))
    return false;
  return (await page.locator(`[name^="${next}"]`).count()) === 0;
}

const mostFields = 400;

export function countKeys(page: Page): CountedKeyboard {
  let strokes = 0;
  const press = async (keys: string): Promise<void> => {
    strokes += 1;
    await page.keyboard.press(keys);
  };
  const type = async (text: string): Promise<void> => {
    for (const letter of Array.from(text)) {
      strokes += 1;
      // A person's pace: a scanner is told apart by its own.
      await page.keyboard.type(letter);
    }
  };
  const enter = async ({ kind, value: stands }: Here, value: string): Promise<void> => {
    if (kind === 'select' && stands.toLowerCase().startsWith(value.toLowerCase())) return;
    if (kind !== 'date' && kind !== 'datetime-local') return type(value);
    const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)(?: (\d+):(\d+))?$/.exec(value) ?? [];
    const date = `${month}${day}${year}`;
    if (hour === undefined) return type(date);
    // The page speaks English: twelve hours and a letter.
    const twelve = String(Number(hour) % 12 || 12).padStart(2, '0');
    return type(`${date}${twelve}${minute}${Number(hour) < 12 ? 'A' : 'P'}`);
  };
  return {
    strokes: () => strokes,
    press,
    type,
    reach: async (target) => {
      strokes += 10;
      await target.focus();
    },
    fill: async (values) => {
      const left = new Set(Object.keys(values));
      let before = '';
      for (let step = 0; step < mostFields; step += 1) {
        const at = await here(page);
        if (at.kind === 'button' || (at.name === before && at.name !== '')) break;
        const value = values[at.name];
        if (value !== undefined) {
          left.delete(at.name);
          await enter(at, value);
        }
        before = at.name;
        if (await wantsRow(page, at.name, left)) {
          await press('Alt+Enter');
          continue;
        }
        // Enter belongs to a text of many lines.
        await press(at.kind === 'textarea' ? 'Tab' : 'Enter');
        if (left.size === 0) break;
      }
      if (left.size > 0) throw new Error(`No such field: ${[...left].join(', ')}`);
      await press('Control+Enter');
    },
  };
}
