import { Buffer } from 'node:buffer';

/**
 * A cell of a test workbook: a text, a number as the file writes it, a day (number since 1900), a flag, a formula with the
 * result that was stored, if any, an error, or a number whose format 00000 shows zeros in front.
 */
export type Cell =
  | string
  | { readonly number: string }
  | { readonly day: number }
  | { readonly flag: boolean }
  | { readonly formula: string; readonly result?: string }
  | { readonly error: string }
  | { readonly padded: string };

/**
 * The bytes of a smallest .xlsx with one sheet. A row that is undefined is left out of the file, as Excel does. `merged`:
 * ranges such as A1:A3.
 */
export function workbook(
  rows: readonly (readonly (Cell | undefined)[] | undefined)[],
  merged: readonly string[] = [],
  sheets: readonly string[] = ['Sheet1'],
): Buffer {
  const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`;
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const sheet = rows.map((cells, r) => (cells === undefined ? '' : rowXml(cells, r + 1))).join('');
  return zip({
    '[Content_Types].xml': xml(
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((name, i) => `<sheet name="${name.replace('&', '&amp;')}" sheetId="${i + 1}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': xml(
      `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData>${mergedXml(merged)}</worksheet>`,
    ),
  });
}

const mergedXml = (ranges: readonly string[]): string =>
  ranges.length === 0
    ? ''
    : `<mergeCells count="${ranges.length}">${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;

function rowXml(cells: readonly (Cell | undefined)[], row: number): string {
  const body = cells.map((cell, c) => {
    const at = `${String.fromCharCode(65 + c)}${row}`;
    if (cell === undefined) return '';
    if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`;
    if ('day' in cell) return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
    if ('flag' in cell) return `<c r="${at}" t="b"><v>${cell.flag ? 1 : 0}</v></c>`;
    if ('formula' in cell) {
      const result = cell.result === undefined ? '' : `<v>${cell.result}</v>`;
      return `<c r="${at}" t="str"><f>${cell.formula}</f>${result}</c>`;
    }
    if ('error' in cell) return `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
    if ('padded' in cell) return `<c r="${at}" s="2"><v>${cell.padded}</v></c>`;
    return `<c r="${at}"><v>${cell.number}</v></c>`;
  });
  return `<row r="${row}">${body.join('')}</row>`;
}

/** A zip file whose entries are stored as they are. */
function zip(entries: Readonly<Record<string, string>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const data = Buffer.from(text);
    const path = Buffer.from(name);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(data), 0);
    sizes.writeUInt32LE(data.length, 4);
    sizes.writeUInt32LE(data.length, 8);
    sizes.writeUInt16LE(path.length, 12);
    const local = Buffer.concat([Buffer.from('504b03041400000000000000', 'hex'), Buffer.alloc(2), sizes, path, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const central = Buffer.from('504b0102140014000000000000000000', 'hex');
    directory.push(Buffer.concat([central, sizes, tail, path]));
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}

function crc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
