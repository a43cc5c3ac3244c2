import { useEffect } from 'react';

/** Opens the dialog of the browser or the desktop, which also saves as PDF. */
export function printPage(): void {
  window.print();
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
