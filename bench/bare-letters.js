/**
 * What anybody would write to print letters with pdfkit: one line of text after the other, and the rectangles of a QR code. The lines
 * are those of the toolkit's own letters, one in each language, with each person's name, address and code in their place.
 *
 *     node bench/bare-letters.js FOLDER      (lines.json and invitation/invited.csv there)
 */
import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { create } from 'qrcode';

const { resolve } = createRequire(import.meta.url);
const [folder = '.'] = process.argv.slice(2);
const { fonts, letters } = JSON.parse(readFileSync(join(folder, 'lines.json'), 'utf8'));
const [, ...rows] = readFileSync(join(folder, 'invitation', 'invited.csv'), 'utf8')
  .trimEnd()
  .split('\n');

const doc = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, compress: false });
const file = createWriteStream(join(folder, 'bare.pdf'));
doc.pipe(file);
for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, resolve(`dejavu-fonts-ttf/ttf/${font}`));

for (const row of rows) {
  const [, surname, given, street, house, box, postcode, town, language, , code] = row.split(';');
  const { lines, qr, sample } = letters[language];
  const own = [
    `${given} ${surname}`,
    `${street} ${house}${box === '' ? '' : ` bte ${box}`}`,
    `${postcode} ${town}`,
    code,
  ];
  doc.addPage();
  for (const { text, font, size, x, y } of lines) {
    let mine = text;
    for (let i = 0; i < own.length; i++) mine = mine.replaceAll(sample[i], own[i]);
    doc.font(font).fontSize(size).text(mine, x, y, { lineBreak: false, baseline: 'alphabetic' });
  }
  const { modules } = create(qr.link.replaceAll(sample[3], code), { errorCorrectionLevel: 'M' });
  const side = qr.side / (modules.size + 8);
  for (let i = 0; i < modules.size; i++) {
    for (let from = 0; from < modules.size; from++) {
      let to = from;
      while (to < modules.size && modules.get(i, to)) to++;
      if (to > from) doc.rect(qr.x + (4 + from) * side, qr.y + (4 + i) * side, (to - from) * side, side);
      from = to;
    }
  }
  doc.fill('#000000');
  if (file.writableNeedDrain) await once(file, 'drain');
}
doc.end();
await once(file, 'finish');
