import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { desktopBridge } from '../../app/desktop-bridge';
import { tr } from '../../strings/translate';

/** Opens the dialog of the browser or the desktop, which also saves as PDF. */
export function printPage(): void {
  window.print();
}

/**
 * Writes the page as PDF to where the person chooses.
 * @returns undefined in a browser, whose dialog for printing does it
 */
export function pdfSaver(name: string): (() => void) | undefined {
  const desktop = desktopBridge();
  if (!desktop) return undefined;
  const save = async (): Promise<void> => {
    const outcome = await desktop.savePdf(name);
    if (outcome.state === 'saved') notifications.show({ title: tr('Saved as PDF'), message: outcome.path });
    if (outcome.state === 'failed')
      notifications.show({ color: 'red', title: tr('Not saved'), message: tr(outcome.words) });
  };
  return () => void save();
}

const attribute = 'data-mantine-color-scheme';

/** Paper is light, whatever the screen is. */
export function usePaperColours(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const toPaper = (): void => {
      before = root.getAttribute(attribute);
      root.setAttribute(attribute, 'light');
    };
    const back = (): void => {
      if (before !== null) root.setAttribute(attribute, before);
    };
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', back);
    return () => {
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', back);
    };
  }, []);
}
