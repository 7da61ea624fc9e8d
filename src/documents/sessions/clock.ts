const DAY = 24 * 60;

export interface ClockTime {
  readonly hour: number;
  /** Two digits. */
  readonly minute: string;
}

/** Minutes after midnight; a session may last past the next one. */
export function clockTime(minutes: number): ClockTime {
  const ofDay = ((minutes % DAY) + DAY) % DAY;
  return { hour: Math.floor(ofDay / 60), minute: String(ofDay % 60).padStart(2, '0') };
}
