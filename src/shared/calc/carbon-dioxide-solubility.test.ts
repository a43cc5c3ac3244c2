import { expect, it } from 'vitest';
import { henryCarbonDioxideMolLAtm, totalInorganicCarbon } from './carbon-dioxide-solubility';

// Expected numbers: science.md D3 and worked_examples.json (henry_sander).
it('dissolves carbon dioxide and counts its bicarbonate', () => {
  expect(henryCarbonDioxideMolLAtm(30).value).toBeCloseTo(0.029772761045023906, 12);
  expect(totalInorganicCarbon(1, 6.35).value).toBe(2);
  expect(totalInorganicCarbon(1, 5).value).toBeCloseTo(1.044668, 6);
  expect(henryCarbonDioxideMolLAtm(-300).quality).toBe('impossible');
});
