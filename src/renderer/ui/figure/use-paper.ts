import { useSyncExternalStore } from 'react';

let onPaper = false;

function subscribe(changed: () => void): () => void {
  const turn = (paper: boolean) => (): void => {
    onPaper = paper;
    changed();
  };
  const [to, back] = [turn(true), turn(false)];
  window.addEventListener('beforeprint', to);
  window.addEventListener('afterprint', back);
  return () => {
    window.removeEventListener('beforeprint', to);
    window.removeEventListener('afterprint', back);
  };
}

/** True while the page is printed: a drawing is laid out anew for the width of the paper, or its letters shrink. */
export const usePaper = (): boolean => useSyncExternalStore(subscribe, () => onPaper);
