import { fingerprintOf } from '../core/record/fingerprint.js';
import { type Manifest, statusOf } from '../core/record/manifest.js';
import { wordsOf } from '../core/record/seed-source.js';
import { seatsInWords } from './words.js';

const STATUS = {
  official: 'official: the lottery was published first, and drawn as was said then',
  uncommitted: 'uncommitted: it can be repeated, but nothing shows that nobody tried other seeds first',
  rehearsal: 'a rehearsal: nobody is really drawn',
} as const;

/** The guide in a public folder, for readers who have never seen one. `isDrawn`: whether the draw is in it yet. */
export function publicReadme(manifest: Manifest, commitment: string, isDrawn: boolean): string {
  const { title, pool, settings, seed_source, published = [] } = manifest;
  const isNamed = settings.lottery_form === 'named';
  return `# ${title}: check the draw yourself

${seatsInWords(settings.size, settings.panels, settings.reserve)} ${isDrawn ? 'were' : 'are to be'} drawn by lot from ${pool.people} who could be drawn. Nothing in this folder says who they are:
people appear under random pseudonyms${published.length > 0 ? `, with these features: ${published.join(', ')}` : ''}.

- Commitment: \`${commitment}\`
- Fingerprint, to be read aloud: ${fingerprintOf(commitment)}
- Seed: ${wordsOf(seed_source)}
- Status: ${STATUS[statusOf(manifest)]}

**The commitment must be the one that was published before the draw.** Compare it with the newspaper, the website or the
letter in which you saw it first. If it is the same, nobody has changed anything since.

## Three ways to check

1. **Open \`verify.html\`** in a browser. It works without the internet, and nothing leaves your device. If you have had a letter
   with a receipt, type it in: the page shows your own entry and your chance.
2. **Run \`python3 verify.py\`** in this folder. It was written apart from the software that drew, and needs nothing but Python.
3. **Run \`sortition verify ${isDrawn ? 'draw-record.json' : 'manifest.json'}\`** with the software that drew: sortition-toolkit ${manifest.software.version}.

## What is here

| file | what it is |
|-|-|
| ${isDrawn ? '`draw-record.json` | the seed, the number it gives, and the panel' : '`manifest.json` | what was committed: the commitment is its SHA-256'} |
| \`lottery.csv\` | ${isNamed ? 'which panel belongs to which number' : 'the compositions of the panel, by their weights'} |
${isNamed ? '| `distribution.csv` | the exact lottery that the numbered panels round to whole tickets |\n' : ''}| \`classes.csv\` | the groups of people who have the same chance |
| \`certificate.json\` | the proof that the chances are as fair as they can be |
| \`people.csv\` | everybody who could be drawn, by pseudonym |
${isDrawn ? '| `ledger.jsonl` | the steps before the draw, each bound to the one before (where there were any) |\n' : ''}
Whether the register was right to begin with is not something that these files can show.
`;
}
