// Finds a Chromium for the browser journeys: one that is installed, or Playwright's own.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

// The headless shell first: it has all that a journey needs, and takes a fifth less time.
const commands = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
]
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const howToGetOne =
  'No Chromium was found. Install one (Debian: apt-get install chromium; anywhere: npx playwright install chromium), or set CHROMIUM_PATH to yours.'

/** Absolute path of a Chromium, or undefined when there is none. */
export function findChromium() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const candidates = [
    process.env.CHROMIUM_PATH,
    ...commands.flatMap((command) => folders.map((folder) => path.join(folder, command))),
    ...applications,
    playwrightOwn(),
  ]
  return candidates.find((candidate) => candidate && existsSync(candidate))
}

function playwrightOwn() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath()
  } catch {
    return undefined
  }
}
