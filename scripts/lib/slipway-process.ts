import process from 'node:process'

/** How a person starts the command line, from the project's folder; the verb and its arguments follow. */
export function slipwayCommand(): string[] {
  return [process.execPath, 'scripts/run.mjs', 'cli/slipway.ts']
}
