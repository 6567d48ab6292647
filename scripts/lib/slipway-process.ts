import process from 'node:process'

/** How a person starts the command line, from the project's folder; the verb and its arguments follow. */
export function slipwayCommand(): string[] {
  return [process.execPath, 'scripts/run.mjs', 'scripts/slipway.ts']
}

/** The same without a parent that passes signals on: for one who kills it, or interrupts it at once. */
export function slipwayDirect(): string[] {
  return [process.execPath, '--conditions=react-server', '--import', 'tsx', 'scripts/slipway.ts']
}
