import type { FaultList } from '../../core/errors.js';
import type { PaperHead, SeatedPanel } from './papers.js';

export function checkPrintable(_panel: Omit<SeatedPanel, 'seating'>, _head: PaperHead, _faults: FaultList): void {}
