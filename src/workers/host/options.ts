/** What a person may say on the command line of either host. */
export interface HostOptions {
  readonly help: boolean;
  readonly headless: boolean;
  /** Run the simulated plant. */
  readonly demo: boolean;
  /** Absent: the platform's own place, see data-dir.ts. */
  readonly dataDir?: string;
  /** A broker to connect to, user and password included. */
  readonly brokerUrl?: string;
  /** A broker that what is read goes to, and how it is written there. */
  readonly bridge?: { readonly url: string; readonly dialect: BridgeDialect };
  /** Absent: the host chooses; 0: any free one. */
  readonly port?: number;
  readonly address: string;
  /** Folder that heads of the audit ledger are written to, beside the data folder. */
  readonly anchors?: string;
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
}

export type ParsedOptions =
  { readonly ok: true; readonly options: HostOptions } | { readonly ok: false; readonly words: string };

export const optionHelp = `Bioprocess Twin

  --headless          no window: serve the screens to a browser
  --no-demo           no simulated plant
  --data DIR          keep everything in this folder; else the platform's own place for application data
                      (Linux: ~/.local/share/bioprocess-twin)
  --broker URL        connect to a broker: mqtt://HOST[:PORT] or mqtts://USER:PASSWORD@HOST[:PORT]
  --bridge URL        publish what is read to a broker, as an edge box does: same form as --broker. For Sparkplug
                      ?group=G&node=N name the edge node, ?host=H the primary host it keeps its data for
  --dialect D         how the bridge writes: bt (own JSON, the default), sparkplug (Sparkplug B) or pichia (bare
                      numbers on the Pichia topic tree)
  --port N            serve screens and REST API on this port; headless without it: 8470, or a free one if that
                      is taken. The desktop serves them only when asked to.
  --address A         listen on this address instead of loopback; needs --tls-cert and --tls-key
  --tls-cert FILE     certificate (PEM) of this station
  --tls-key FILE      its private key (PEM)
  --anchors DIR       write signed heads of the audit ledger to this folder too: a share, another disk, a stick
  --help              this text
`;

const flags = ['--help', '--headless', '--no-demo', '--demo'] as const;
const valued = [
  '--data',
  '--broker',
  '--bridge',
  '--dialect',
  '--port',
  '--address',
  '--tls-cert',
  '--tls-key',
  '--anchors',
] as const;
const dialects = ['bt', 'sparkplug', 'pichia'] as const;
type BridgeDialect = (typeof dialects)[number];
type Flag = (typeof flags)[number];
type Valued = (typeof valued)[number];

interface RawOptions {
  readonly flags: ReadonlySet<Flag>;
  readonly values: ReadonlyMap<Valued, string>;
}

/**
 * Reads the command line. The first thing wrong is said in words a person can act on.
 * @param tolerate switches of the host itself, passed over in silence (Electron's own)
 */
export function parseHostOptions(
  args: readonly string[],
  tolerate: (arg: string) => boolean = () => false,
): ParsedOptions {
  try {
    return { ok: true, options: understand(split(args, tolerate)) };
  } catch (problem) {
    if (problem instanceof OptionProblem) return { ok: false, words: problem.message };
    throw problem;
  }
}

class OptionProblem extends Error {}

function split(args: readonly string[], tolerate: (arg: string) => boolean): RawOptions {
  const given = { flags: new Set<Flag>(), values: new Map<Valued, string>() };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name, inline] = splitOnce(arg);
    const flag = flags.find((known) => known === arg);
    const option = valued.find((known) => known === name);
    if (flag) given.flags.add(flag);
    else if (option) given.values.set(option, takeValue(option, inline, rest));
    else if (!tolerate(arg)) throw new OptionProblem(`Unknown option ${arg}. --help lists all options.`);
  }
  return given;
}

function splitOnce(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

function takeValue(option: Valued, inline: string | undefined, rest: string[]): string {
  const value = inline ?? (rest[0]?.startsWith('--') ? undefined : rest.shift());
  if (!value) throw new OptionProblem(`${option} needs a value. --help lists all options.`);
  return value;
}

function understand({ flags, values }: RawOptions): HostOptions {
  const dataDir = values.get('--data');
  const anchors = values.get('--anchors');
  const brokerUrl = brokerOf('--broker', values.get('--broker'));
  const bridge = bridgeOf(values.get('--bridge'), values.get('--dialect'));
  const port = portOf(values.get('--port'));
  const tls = tlsOf(values.get('--tls-cert'), values.get('--tls-key'));
  const address = values.get('--address') ?? '127.0.0.1';
  if (!isLoopback(address) && !tls)
    throw new OptionProblem(
      `--address ${address} can be reached from other machines: it needs --tls-cert FILE and --tls-key FILE.`,
    );
  return {
    help: flags.has('--help'),
    headless: flags.has('--headless'),
    demo: !flags.has('--no-demo'),
    address,
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(brokerUrl === undefined ? {} : { brokerUrl }),
    ...(bridge === undefined ? {} : { bridge }),
    ...(port === undefined ? {} : { port }),
    ...(tls === undefined ? {} : { tls }),
    ...(anchors === undefined ? {} : { anchors }),
  };
}

function bridgeOf(url: string | undefined, dialect: string | undefined): HostOptions['bridge'] {
  const known = dialects.find((one) => one === (dialect ?? 'bt'));
  if (!known) throw new OptionProblem(`--dialect is one of ${dialects.join(', ')}, not ${dialect}.`);
  const read = brokerOf('--bridge', url);
  if (read === undefined && dialect !== undefined)
    throw new OptionProblem('--dialect says how --bridge URL writes: give both.');
  return read === undefined ? undefined : { url: read, dialect: known };
}

function brokerOf(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['mqtt:', 'mqtts:'].includes(url.protocol) || !url.hostname)
    throw new OptionProblem(
      `${option} needs mqtt://HOST[:PORT] or mqtts://HOST[:PORT], with USER:PASSWORD@ where wanted.`,
    );
  return text;
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new OptionProblem(`--port needs a number from 0 to 65535, not ${text}.`);
  return port;
}

function tlsOf(certFile: string | undefined, keyFile: string | undefined): HostOptions['tls'] {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined)
    throw new OptionProblem('--tls-cert and --tls-key go together.');
  return { certFile, keyFile };
}

function isLoopback(address: string): boolean {
  return ['localhost', '::1'].includes(address) || /^127(\.\d{1,3}){3}$/.test(address);
}
