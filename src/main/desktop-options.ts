import { parseHostOptions } from '../workers/host/options';
import type { ParsedOptions } from '../workers/host/options';

/** Switches of Electron and Chromium that may stand beside ours. */
const electronSwitch =
  /^(--(inspect|remote-debugging-|no-sandbox|disable-|enable-|force-|ozone-|js-flags|lang=|use-|password-store=|proxy-|ignore-gpu|in-process-gpu|high-dpi|no-first-run|original-process-start-time)|-psn_)/;

/**
 * The options in the arguments of an Electron process.
 * @param startedByPath true for `electron PATH ...` (not packaged): everything up to the path is Electron's own
 */
export function desktopOptions(argv: readonly string[], startedByPath: boolean): ParsedOptions {
  const args = argv.slice(1);
  const from = startedByPath ? args.findIndex((arg) => !arg.startsWith('-')) + 1 : 0;
  return parseHostOptions(args.slice(from), (arg) => electronSwitch.test(arg));
}
