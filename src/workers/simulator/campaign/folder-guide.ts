import type { CampaignManifest } from '../../../shared/model/campaign';

/** What lies in the folder, for whoever opens it without this program. */
export function folderGuide(kind: CampaignManifest['kind']): string {
  const truth =
    kind === 'faults'
      ? '- `ground-truth.json`: for every batch what was wrong, of which size, from when on. Not imported.\n'
      : '';
  return `# Simulated campaign

Everything here comes from a simulator. No number describes a real plant.

- \`manifest.json\`: format and version, seed, generator, unit, batches with role and design, and the SHA-256 of every file.
${truth}
One folder a batch:

- \`readings.csv.gz\`: what the instruments said, gzip CSV. First line names, second line units, then one row a second.
  \`time\` counts milliseconds since 1970-01-01T00:00:00Z. A blank cell: nothing was sent then (\`Weight\` comes every
  10 s). \`sensor_fault\` names the tags whose instrument reported a fault of its own.
- \`offline-samples.csv\`: the laboratory journal. \`sampled_at\` is the time noted, to the minute; \`dcw_result_at\` when the
  dry weight was known. OD600 = reading x dilution.
- \`media.json\`, \`calibrations.json\`: how the medium was made and the probes calibrated before the batch.
- \`events.csv\`: set points, samples, designed disturbances and the true phase.
- \`truth.csv\`: the state of the plant every 30 s, which no instrument shows. Never imported.
`;
}
