/** The settings hold mistakes: one readable line each, all of them. Thrown before anything else has happened. */
export class SettingsError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'SettingsError';
  }
}
