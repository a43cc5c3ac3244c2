import { loadLanguage } from './strings/language';

// The language first: words of the screens are looked up while their modules load.
await loadLanguage();
await import('./start-window');
