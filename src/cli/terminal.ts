import { styleText } from 'node:util';

/** The streams of a process, so that a test can be one. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What commands say. People read stderr; stdout is for machines (`--json`). Colour and progress bars on a terminal only,
 * and no colour where NO_COLOR is set.
 */
export class Terminal {
  readonly streams: Streams;
  /** What the process ends with when no error was thrown: a check that found something sets 1. */
  exitCode = 0;
  private readonly colours: boolean;
  private barLength = 0;

  constructor(streams: Streams) {
    this.streams = streams;
    this.colours = streams.stderr.isTTY === true && !streams.env['NO_COLOR'];
  }

  say(text = ''): void {
    this.clearBar();
    this.streams.stderr.write(`${text}\n`);
  }

  /** A line of a summary: its name in the left column, where it has one. */
  line(name: string, text: string): void {
    this.say(`  ${this.dim(name.padEnd(12))}${text}`);
  }

  json(value: unknown): void {
    this.streams.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  bold = (text: string): string => this.styled('bold', text);
  dim = (text: string): string => this.styled('dim', text);
  red = (text: string): string => this.styled('red', text);
  green = (text: string): string => this.styled('green', text);
  yellow = (text: string): string => this.styled('yellow', text);

  /** `done` of `total` of a phase, redrawn in place. */
  progress = (phase: string, done: number, total: number): void => {
    if (this.streams.stderr.isTTY !== true) return;
    const width = 24;
    const full = total > 0 ? Math.round((width * done) / total) : 0;
    const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
    const line = `  ${bar} ${phase}`;
    this.streams.stderr.write(`\r${line.padEnd(this.barLength)}`);
    this.barLength = line.length;
  };

  clearBar(): void {
    if (this.barLength > 0) this.streams.stderr.write(`\r${' '.repeat(this.barLength)}\r`);
    this.barLength = 0;
  }

  private styled(style: Parameters<typeof styleText>[0], text: string): string {
    return this.colours ? styleText(style, text, { validateStream: false }) : text;
  }
}
