import { useCallback, useEffect, useState } from 'react';
import { tr } from '../strings/translate';

/** How strongly ink stands off its ground. `auto` follows the system's wish for more contrast. */
export const contrasts = [
  { id: 'auto', words: tr('Contrast: as the system') },
  { id: 'high', words: tr('Contrast: high, for sunlight and weak eyes') },
  { id: 'normal', words: tr('Contrast: normal') },
] as const;
export type Contrast = (typeof contrasts)[number]['id'];

const storedKey = 'bt-contrast';
const wish = '(prefers-contrast: more)';

function stored(): Contrast {
  const kept = localStorage.getItem(storedKey);
  return contrasts.find(({ id }) => id === kept)?.id ?? 'auto';
}

/** Sets the contrast of this window and remembers it in its profile; theme.css has the colours. */
export function useContrast(): (contrast: Contrast) => void {
  const [contrast, setContrast] = useState(stored);
  useEffect(() => {
    const system = window.matchMedia(wish);
    const apply = (): void => {
      const high = contrast === 'high' || (contrast === 'auto' && system.matches);
      document.documentElement.dataset['contrast'] = high ? 'high' : 'normal';
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [contrast]);
  return useCallback((next: Contrast) => {
    localStorage.setItem(storedKey, next);
    setContrast(next);
  }, []);
}
