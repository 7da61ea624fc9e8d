/** Everything about reports in one, so that what draws charts is loaded for them alone. */
export { objectivesPage } from './objectives-page.js';
export { reportPage } from './report-page.js';
export { summaryPdf } from './summary-pdf.js';
