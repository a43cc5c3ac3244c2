import type { KeepingFinding, KeepingJob } from '../../../shared/model/keeping';
import type { KeepOutcome, KeepResult } from '../record/keep/keep-task';
import type { FileFinding } from '../record/keep/verify-folder';

const mostShown = 50;
const count = (value: number): string => value.toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** What became of a piece of work, for a person. */
export function endedJob(
  job: KeepingJob,
  outcome: KeepOutcome,
  endedAt: number,
  channelOf: (series: number) => string | undefined,
): KeepingJob {
  const ended = { ...job, endedAt, step: '' };
  if (outcome.kind === 'cancelled')
    return { ...ended, state: 'cancelled', words: 'Stopped; nothing half done was left' };
  if (outcome.kind === 'failed') return { ...ended, state: 'failed', words: outcome.words };
  const { result } = outcome;
  const findings = result.kind === 'verify' ? result.report.findings : [];
  return {
    ...ended,
    state: findings.length > 0 ? 'damaged' : 'done',
    done: 1,
    words: resultWords(result),
    findings: findings.slice(0, mostShown).map((finding) => shown(finding, channelOf)),
    damaged: findings.length,
  };
}

/** A finding in one line, with its place. */
export function findingWords({ file, words, series, channel, start }: KeepingFinding): string {
  const where = series === null ? '' : `, ${channel ?? `series ${series}`}`;
  const when = start === null ? '' : `, ${new Date(start).toISOString()}`;
  return `${file}${where}${when}: ${words}`;
}

function resultWords(result: KeepResult): string {
  switch (result.kind) {
    case 'verify': {
      const { samples, journalSamples, files, findings } = result.report;
      const seen = `${count(samples + journalSamples)} samples in ${files} ${files === 1 ? 'file' : 'files'}`;
      return findings.length === 0
        ? `All is as it was written: ${seen}`
        : `${count(findings.length)} ${findings.length === 1 ? 'place is' : 'places are'} not as written, of ${seen}`;
    }
    case 'backup': {
      const { folder, bytes, removed, manifest } = result.report;
      const gone = removed.length > 0 ? `; ${removed.length} older removed` : '';
      const signed = manifest.signature
        ? `, signed by the station at entry ${manifest.ledger?.seq ?? 0} of its ledger`
        : ', not signed: the signing key cannot be opened from here';
      return `${megabytes(bytes)} backed up and checked in ${folder}${signed}${gone}`;
    }
    case 'archive': {
      const { archives, left } = result.report;
      if (archives.length === 0) return 'No year was there to move';
      const years = archives.map(({ year, samples }) => `${year} (${count(samples)} samples)`).join(', ');
      const kept = left > 0 ? `; ${left} stretches changed meanwhile and stay in historian.db as well` : '';
      return `Archived: ${years}${kept}. Compact at the next start to give the room back to the disk`;
    }
    case 'remove-raw': {
      const { samples, bytesBefore, bytesAfter } = result.report;
      return `${count(samples)} raw samples removed, ${megabytes(bytesBefore - bytesAfter)} freed; their 30 s and 10 min cells stay`;
    }
    case 'measure':
    case 'ledger':
      return '';
    default:
      return result satisfies never;
  }
}

function shown(finding: FileFinding, channelOf: (series: number) => string | undefined): KeepingFinding {
  const { file, words, series, start } = finding;
  const channel = series === undefined ? undefined : channelOf(series);
  return { file, words, series: series ?? null, channel: channel ?? null, start: start ?? null };
}
