/** Reads comma-separated text as it comes, quoted fields with line breaks included. */
export interface CsvReader {
  /** The rows that are complete with this piece of text. */
  push(text: string): string[][];
  /**
   * The last row, where the text does not end with a line break.
   * @throws Error where it ends inside quotes
   */
  end(): string[][];
}

/** @param delimiter one character */
export function createCsvReader(delimiter = ','): CsvReader {
  let rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let state: 'plain' | 'quoted' | 'quote-seen' = 'plain';
  const endField = (): void => {
    row.push(field);
    field = '';
    state = 'plain';
  };
  const endRow = (): void => {
    if (field.endsWith('\r') && state === 'plain') field = field.slice(0, -1);
    endField();
    rows.push(row);
    row = [];
  };
  const take = (letter: string): void => {
    if (state === 'quoted') {
      if (letter === '"') state = 'quote-seen';
      else field += letter;
    } else if (letter === '"' && state === 'quote-seen') {
      field += '"';
      state = 'quoted';
    } else if (letter === '"' && field === '') state = 'quoted';
    else if (letter === delimiter) endField();
    else if (letter === '\n') endRow();
    else if (letter !== '\r' || state === 'plain') field += letter;
  };
  const give = (): string[][] => {
    const complete = rows;
    rows = [];
    return complete;
  };
  return {
    push: (text) => {
      for (const letter of text) take(letter);
      return give();
    },
    end: () => {
      if (state === 'quoted') throw new Error('The text ends inside quotes');
      if (field !== '' || row.length > 0) endRow();
      return give();
    },
  };
}

/** All rows of a whole text. */
export function csvRows(text: string, delimiter = ','): string[][] {
  const reader = createCsvReader(delimiter);
  return [...reader.push(text), ...reader.end()];
}
