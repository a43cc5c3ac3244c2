import { Button } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { tr } from '../../strings/translate';
import { printPage } from './print-page';

/** Prints the page; on the desktop it is saved as PDF too, which in a browser the dialog for printing does. */
export function PrintButtons({ savePdf }: { readonly savePdf: (() => void) | undefined }) {
  return (
    <>
      <Button
        variant={savePdf ? 'default' : 'filled'}
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={printPage}
      >
        {savePdf ? tr('Print') : tr('Print or PDF')}
      </Button>
      {savePdf && (
        <Button leftSection={<IconFileTypePdf size={16} aria-hidden />} onClick={savePdf}>
          {tr('Save as PDF')}
        </Button>
      )}
    </>
  );
}
