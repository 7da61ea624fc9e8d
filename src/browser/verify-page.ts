import { examine } from './examine.js';
import { type Files, packedFiles } from './files.js';
import { listenForFiles } from './other-files.js';
import { showBreakdown, showVerdict, showWorking } from './verdict.js';
import { clearFindings, showFindings } from './view.js';

/** verify.html's script: unpacks the files that the page holds, checks them, and says what it found. */
async function start(read: () => Files): Promise<void> {
  showWorking();
  clearFindings();
  // One turn of the event loop, so that the page says that it is at work.
  await new Promise((resolve) => setTimeout(resolve, 50));
  try {
    const findings = examine(read());
    showFindings(findings);
    showVerdict(findings);
  } catch (error) {
    showBreakdown(error);
  }
}

listenForFiles((files) => start(() => files));
void start(packedFiles);
