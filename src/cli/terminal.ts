import { styleText } from 'node:util';

/** The streams of a process, so that a test can be one. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * What files hold is quoted in messages, and must not steer the terminal: control characters, and those that turn the direction of
 * writing, are shown as signs. Of ours only the colours stay.
 */
export function visible(text: string, hasColours = false): string {
  return text.replace(CONTROL, (found) => {
    if (found.length > 1) return hasColours ? found : `␛${found.slice(1)}`;
    const code = found.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '␡' : '\ufffd';
  });
}
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /\u001b\[\d{1,2}m|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

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
    this.streams.stderr.write(`${visible(text, this.colours)}\n`);
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
