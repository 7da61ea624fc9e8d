import { fingerprintOf } from '../core/record/fingerprint.js';
import { type InvitationManifest, invitationStatus } from '../core/record/invitation-record.js';
import { wordsOf } from '../core/record/seed-source.js';

const STATUS = {
  official: 'official: register and rules were fixed first, and the seed came as was said then',
  uncommitted: 'uncommitted: it can be repeated, but nothing shows that nobody tried other seeds first',
  rehearsal: 'a rehearsal: nobody is really invited',
} as const;

/** The guide in an invitation's public folder. The same before and after the draw, so that the one adds files to the other. */
export function publicInvitationReadme(manifest: InvitationManifest, commitment: string): string {
  const { title, letters, per_household: perHousehold, strata, seed_source, software } = manifest;
  const rates = strata.flatMap(({ feature, values }) =>
    values.flatMap(({ value, rate }) =>
      rate === '1' ? [] : [`${feature} ${value === '*' ? '(all others)' : value}: ×${rate}`],
    ),
  );
  const home =
    perHousehold === undefined ? '' : `, at most ${perHousehold === 1 ? 'one' : perHousehold} to a household`;
  return `# ${title}: check yourself who was invited

${letters} letters go to people drawn by lot from a register${home}.${
    strata.length === 0
      ? ' Everybody in it who may take part has the same chance, but for households.'
      : ` Letters are shared out by ${strata.map(({ feature }) => feature).join(', ')}, by the number of people${rates.length === 0 ? '' : ` (${rates.join('; ')})`}.`
  } Nothing in this folder says who they are.

- Commitment: \`${commitment}\`
- Fingerprint, to be read aloud: ${fingerprintOf(commitment)}
- Seed: ${wordsOf(seed_source)}
- Status: ${STATUS[invitationStatus(manifest)]}

**The commitment must be the one that was published before the seed was known.** Compare it with the newspaper or the website in
which you saw it first. If it is the same, neither register nor rules have changed since.

## Two ways to check

1. **Run \`python3 verify.py\`** in this folder. It was written apart from the software that drew, and needs nothing but Python.
2. **Run \`sortition verify invitation-record.json\`** (\`manifest.json\` before the draw) with the software that drew: sortition-toolkit ${software.version}.

Both check that the seed belongs to the commitment, that letters were shared out as was said, and that as many lots were drawn of each
group as letters were sent. Whose lots they are can be checked by whoever may see the register and the secret key: an auditor whom
the municipality lets draw everything again.

## What is here

| file | what it is |
|-|-|
| \`manifest.json\` | what was fixed before the seed: the commitment is its SHA-256 |
| \`invitation-record.json\` | once drawn: the seed, and how many people and letters each group has |
| \`invited-lots.csv\` | once drawn: the lots of those invited |
| \`ledger.jsonl\` | the steps before the draw, each bound to the one before (where there were any) |

Whether the register was right to begin with is not something that these files can show.
`;
}
