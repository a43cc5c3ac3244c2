import { unitIdSchema } from '../../../../shared/model/identity';
import { newUnit } from '../../../../shared/model/process-unit';
import { ledgerOnDisk } from './ledger-on-disk';

/** A process that changes covered rows without end: alone, several at once, and within each other. Argument: data folder. */
const [dir = ''] = process.argv.slice(2);
const { plant, ledger, pass } = ledgerOnDisk({
  dir,
  at: Date.UTC(2026, 0, 5) + Number(process.argv[3] ?? 0) * 60_000,
});
const unit = newUnit(unitIdSchema.parse('R1'), '1L', false);

process.stdout.write('open\n');
for (let step = 0; ; step += 1) {
  pass(1);
  plant.saveUnit({ ...unit, startVolumeL: 1 + (step % 7) });
  plant.putSetting(`key ${step % 5}`, { step });
  ledger.write(
    { what: 'plant.saveUnit', subject: { type: 'unit', id: 'R1' }, reason: 'Both at once' },
    () => {
      plant.saveUnit({ ...unit, name: `Step ${step}` });
      plant.putSetting('beside', step);
      ledger.write({ what: 'plant.putSetting', subject: { type: 'setting', id: 'within' } }, () => plant.putSetting('within', step)); // prettier-ignore
    },
  );
  if (step % 10 === 0) ledger.anchor('signature');
}
