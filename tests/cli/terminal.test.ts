import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { Terminal } from '../../src/cli/terminal.js';

const ESC = String.fromCharCode(27);

function terminalOf(isTTY: boolean, env: Readonly<Record<string, string>> = {}) {
  let text = '';
  const stream = () =>
    Object.assign(
      new Writable({
        write(chunk, _, done) {
          text += String(chunk);
          done();
        },
      }),
      { isTTY },
    );
  const terminal = new Terminal({ stdout: stream(), stderr: stream(), env });
  return { terminal, text: () => text };
}

describe('What a file holds cannot steer the terminal', () => {
  test('control characters are shown as signs', () => {
    const { terminal, text } = terminalOf(false);
    terminal.say(`a${ESC}[2Jb\u0000c\rd\u0007e\u007ff\u009bg\u202eh`);
    expect(text()).toBe('a␛[2Jb␀c␍d␇e␡f�g�h\n');
  });

  test('on a terminal too, where only colours pass', () => {
    const { terminal, text } = terminalOf(true);
    terminal.say(`${terminal.red('x')} ${ESC}]0;title\u0007${ESC}[1;1H`);
    expect(text()).toBe(`${ESC}[31mx${ESC}[39m ␛]0;title␇␛[1;1H\n`);
  });

  test('letters of every script, tabs and line ends stay', () => {
    const { terminal, text } = terminalOf(false);
    terminal.say('é\tŁ مرحبا שלום\n  😀');
    expect(text()).toBe('é\tŁ مرحبا שלום\n  😀\n');
  });
});

describe('Colours', () => {
  test('are for terminals', () => {
    expect(terminalOf(true).terminal.bold('x')).toBe(`${ESC}[1mx${ESC}[22m`);
    expect(terminalOf(false).terminal.bold('x')).toBe('x');
  });

  test('are left out where NO_COLOR says so, whatever it says, unless it is empty', () => {
    expect(terminalOf(true, { NO_COLOR: '0' }).terminal.bold('x')).toBe('x');
    expect(terminalOf(true, { NO_COLOR: '' }).terminal.bold('x')).not.toBe('x');
  });
});
