import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf, nodeHash, openReport, type ReportContent, SortitionError, writeOutputFolder } from '../index.js';
import { noteDigests, openLedgerIn } from './ledger.js';
import { type ReportSource, readReport } from './read-report.js';
import { showReport, summariseReport } from './show-report.js';
import type { Terminal } from './terminal.js';

export interface ReportFlags {
  readonly record?: string;
  readonly quotas?: string;
  readonly population?: string;
  readonly compare?: string;
  readonly pool?: string;
  readonly id?: string;
  readonly encoding?: string;
  readonly size?: number;
  readonly household?: string;
  readonly language?: string;
  readonly out?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const REPORT_FILES = ['report.html', 'summary.pdf'];

export async function writeReport(target: string | undefined, flags: ReportFlags, terminal: Terminal): Promise<void> {
  for (const name of ['pool', 'id', 'encoding', 'size', 'household'] as const)
    if (flags[name] !== undefined)
      throw new SortitionError('REPORT_FLAGS', { flag: `--${name}`, needs: 'goes with --compare' });
  const source = await readReport(target, flags, terminal);
  const { content, language } = source;
  const out = flags.out ?? (source.folder === undefined ? 'report' : join(source.folder, 'report'));
  const { reportPage, summaryPdf } = await openReport();
  const page = await reportPage(content, language);
  const summary = await summaryPdf(content, language);
  const state = await writeOutputFolder(out, { force: flags.force ?? false, names: REPORT_FILES }, async (folder) => {
    await writeFile(join(folder, 'report.html'), page);
    await writeFile(join(folder, 'summary.pdf'), summary);
  });
  await note(source, page, summary);
  terminal.clearBar();
  const shown = { content, language, out, state };
  if (flags.json) terminal.json(summariseReport(shown));
  showReport(terminal, shown);
}

export interface ShownReport {
  readonly content: ReportContent;
  readonly language: string;
  readonly out: string;
  readonly state: 'written' | 'unchanged' | 'replaced';
}

async function note({ folder, recordText }: ReportSource, page: string, summary: Uint8Array): Promise<void> {
  if (folder === undefined) return;
  await noteDigests(await openLedgerIn(folder), {
    step: 'report',
    inputs: { 'draw-record.json': digestOf(nodeHash, recordText) },
    outputs: {
      'report.html': digestOf(nodeHash, page),
      'summary.pdf': Buffer.from(nodeHash.sha256(summary)).toString('hex'),
    },
  });
}
