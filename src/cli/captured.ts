import { Writable } from 'node:stream';
import { Terminal } from './terminal.js';

/** What a command says, caught: its summary for machines, and how it ended. */
export interface Captured {
  readonly summary: Readonly<Record<string, unknown>>;
  readonly exitCode: number;
}

/** Runs a command that writes its summary as JSON, in place of a person at a terminal. What it throws comes through. */
export async function capture(run: (terminal: Terminal) => Promise<void>): Promise<Captured> {
  let text = '';
  const sink = (onText: (part: string) => void): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        onText(String(chunk));
        done();
      },
    });
  const stdout = sink((part) => {
    text += part;
  });
  const terminal = new Terminal({ stdout, stderr: sink(() => undefined), env: {} });
  await run(terminal);
  return { summary: text === '' ? {} : JSON.parse(text), exitCode: terminal.exitCode };
}
