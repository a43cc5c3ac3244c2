import { takeCatalogue } from './translate';

/** Languages of the screens; each is called by its own name. */
export const languages = [
  { id: 'en', words: 'English' },
  { id: 'de', words: 'Deutsch' },
] as const;
export type Language = (typeof languages)[number]['id'];

const storedKey = 'bt-language';

/** What was chosen in this window's profile; else the language of the system, where we speak it. */
export function windowLanguage(): Language {
  const wanted = localStorage.getItem(storedKey) ?? navigator.language.slice(0, 2);
  return languages.find(({ id }) => id === wanted)?.id ?? 'en';
}

/** Fetches the catalogue. Screens keep words in tables of their own, so this comes before any of them is loaded. */
export async function loadLanguage(): Promise<void> {
  const language = windowLanguage();
  document.documentElement.lang = language;
  if (language === 'de') takeCatalogue((await import('./de.json')).default);
}

/** Remembers the language and draws the window anew in it. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(storedKey, language);
  location.reload();
}
