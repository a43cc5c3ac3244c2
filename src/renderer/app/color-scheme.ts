import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import type { MantineColorScheme } from '@mantine/core';
import { useCallback, useEffect, useRef } from 'react';
import { desktopBridge } from './desktop-bridge';
import { tr } from '../strings/translate';

/** Remembers the choice in this window's profile. */
export const schemeManager = localStorageColorSchemeManager({ key: 'bt-theme' });

export const schemes: readonly { readonly id: MantineColorScheme; readonly words: string }[] = [
  { id: 'light', words: tr('Light') },
  { id: 'dark', words: tr('Dark') },
  { id: 'auto', words: tr('As the system') },
];

/** The one after this: light, dark, as the system, and round again. */
export function nextScheme(scheme: MantineColorScheme): MantineColorScheme {
  const at = schemes.findIndex(({ id }) => id === scheme);
  return schemes[(at + 1) % schemes.length]?.id ?? 'auto';
}

/** The scheme and how to change it; a desktop window is told, so that its frame and menus follow. */
export function useScheme(): { scheme: MantineColorScheme; setScheme: (scheme: MantineColorScheme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  useEffect(() => desktopBridge()?.setTheme(colorScheme), [colorScheme]);
  // Mantine makes a new function for every drawing; commands are built from this one and must not.
  const newest = useRef(setColorScheme);
  useEffect(() => {
    newest.current = setColorScheme;
  });
  const setScheme = useCallback((scheme: MantineColorScheme) => newest.current(scheme), []);
  return { scheme: colorScheme, setScheme };
}
