import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain } from 'electron';
import { desktopMessages } from '../shared/contract/desktop';
import type { PdfOutcome } from '../shared/contract/desktop';
import type { Log } from '../workers/log';
import { fromOwnPage } from './page-guard';

/** Lets a page of ours be written as PDF, as it prints, to where the person chooses. */
export function offerPdf(log: Log): void {
  ipcMain.handle(desktopMessages.savePdf, async (event, name: unknown): Promise<PdfOutcome> => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!window || !fromOwnPage(event) || !isFileStem(name)) return { state: 'cancelled' };
    const { canceled, filePath } = await dialog.showSaveDialog(window, {
      title: 'Save as PDF',
      defaultPath: join(app.getPath('downloads'), `${name}.pdf`),
      filters: [{ name: 'PDF', extensions: ['pdf'] }],
    });
    if (canceled || !filePath) return { state: 'cancelled' };
    try {
      // Without backgrounds: that of the window would colour the margins. What must keep its own says so in its style.
      const page = await event.sender.printToPDF({ preferCSSPageSize: true, printBackground: false });
      await writeFile(filePath, page);
      return { state: 'saved', path: filePath };
    } catch (problem) {
      log('warn', 'A page could not be saved as PDF', { error: String(problem) });
      return { state: 'failed', words: problem instanceof Error ? problem.message : String(problem) };
    }
  });
}

/** A name without folders: where it goes is for the person to say. */
const isFileStem = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w][\w .-]{0,120}$/.test(value);
