import pdfmake from 'pdfmake';
import fonts from 'pdfmake/build/vfs_fonts.js';
import type { ReportDocument } from '../../../shared/model/report-document';
import { drawingFont, pdfOf } from './pdf-of';

/** The fonts come with the program, so that a PDF looks the same everywhere and nothing is fetched. */
const files: Readonly<Record<string, string>> = fonts;
interface OwnFiles {
  readonly virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
}
let prepared = false;

function prepare(): void {
  if (prepared) return;
  prepared = true;
  const { virtualfs } = pdfmake as unknown as OwnFiles;
  for (const [name, base64] of Object.entries(files))
    virtualfs.writeFileSync(name, Buffer.from(base64, 'base64'));
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
}

/** Anew for every PDF, which writes into it. */
function ownFonts() {
  return {
    Roboto: {
      normal: 'Roboto-Regular.ttf',
      bold: 'Roboto-Medium.ttf',
      italics: 'Roboto-Italic.ttf',
      bolditalics: 'Roboto-MediumItalic.ttf',
    },
    // By the name that the font has once text was set in it: drawings do not look into our files.
    [drawingFont]: { normal: 'Roboto-Regular' },
  };
}

/** A report as PDF. Takes a second for every fifty pages or so: run it beside the station. */
export async function renderPdf(document: ReportDocument): Promise<Uint8Array> {
  prepare();
  pdfmake.setFonts(ownFonts());
  return pdfmake.createPdf(pdfOf(document)).getBuffer();
}
