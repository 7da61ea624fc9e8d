import { compareSection } from './compare.js';
import { framed } from './dom.js';
import type { Findings } from './examine.js';
import { factsSection } from './facts.js';
import { limitsSection } from './limits.js';
import { linesSection } from './lines.js';
import { receiptSection } from './receipt-form.js';

/** What the page shows below its verdict. */
export function showFindings(findings: Findings): void {
  const { manifest } = findings;
  const title = manifest?.title ?? 'A draw that cannot be read';
  framed('title').textContent = title;
  document.title = `${title}: check the draw`;
  const known =
    manifest === undefined
      ? []
      : [
          factsSection(findings, manifest),
          compareSection(findings, manifest),
          ...('root' in manifest.pool ? [receiptSection(findings, manifest)] : []),
        ];
  framed('findings').replaceChildren(...known, linesSection(findings), limitsSection(findings));
}

export const clearFindings = (): void => framed('findings').replaceChildren();
