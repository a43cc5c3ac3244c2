import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignBatch } from '../../../shared/model/campaign';
import type { BatchDesign } from './batch-design';
import { FolderProblem, folderWords, openCampaignFolder } from './campaign-folder';
import type { CampaignFolder } from './campaign-folder';
import { campaignHelp, readCampaignOptions } from './campaign-options';
import type { CampaignOptions } from './campaign-options';
import { campaignPlan } from './campaign-plan';
import { faultPlan } from './fault-plan';
import { Stopped, writeCampaign } from './write-campaign';

function tell(words: string): void {
  process.stderr.write(`${words}\n`);
}

async function run(options: CampaignOptions): Promise<number> {
  const stop = new AbortController();
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, () => stop.abort());
  let folder: CampaignFolder | undefined;
  try {
    folder = await openCampaignFolder(options.out);
    return await write(folder, options, stop.signal);
  } catch (problem) {
    await folder?.abandon().catch((error: unknown) => tell(folderWords(error, `${options.out}.part`)));
    if (problem instanceof Stopped) {
      tell('Stopped. Nothing was kept.');
      return 130;
    }
    const known = problem instanceof FolderProblem;
    tell(known ? problem.message : folderWords(problem, options.out));
    return 1;
  }
}

async function write(folder: CampaignFolder, options: CampaignOptions, stop: AbortSignal): Promise<number> {
  const begun = performance.now();
  const designs = options.kind === 'campaign' ? campaignPlan(options) : faultPlan(options);
  tell(`SIMULATED: ${designs.length} batches, seed ${options.seed}, into ${options.out}`);
  const told = (design: BatchDesign, batch: CampaignBatch): void =>
    tell(lineOf(design, batch, designs.length));
  const facts = { ...options, generatedBy: generator() };
  const manifest = await writeCampaign(folder, designs, facts, told, stop);
  const readings = manifest.batches.reduce((sum, batch) => sum + batch.readings, 0);
  const megabytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0) / 1e6;
  const seconds = (performance.now() - begun) / 1000;
  tell(
    `Done in ${seconds.toFixed(1)} s: ${count(readings)} readings in ${megabytes.toFixed(0)} MB. Next: npm run import:campaign -- --url ADDRESS ${options.out}`,
  );
  return 0;
}

function lineOf(design: BatchDesign, batch: CampaignBatch, of: number): string {
  const hours = (batch.endedAt - batch.inoculatedAt) / 3_600_000;
  const end = batch.depletedH === null ? 'not depleted' : `depleted at ${batch.depletedH.toFixed(1)} h`;
  return `  ${design.number} of ${of} ${design.role}: ${design.words}; ${hours.toFixed(1)} h, ${end}, ${count(batch.readings)} readings`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** The version stands in the package; this file is built to out/main. */
function generator(): string {
  const path = join(import.meta.dirname, '..', '..', 'package.json');
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return `Bioprocess Twin ${String(version)}`.trim();
}

async function main(): Promise<number> {
  const read = readCampaignOptions(process.argv.slice(2), Date.now());
  switch (read.kind) {
    case 'help':
      process.stdout.write(campaignHelp);
      return 0;
    case 'wrong':
      tell(`${read.words}\nTry --help.`);
      return 2;
    case 'run':
      return run(read.options);
    default:
      return read satisfies never;
  }
}

process.exitCode = await main();
