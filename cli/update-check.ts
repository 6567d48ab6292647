import { execFile } from 'node:child_process'
import { EXIT } from '@/cli/shared/exit'
import type { Verb } from '@/cli/shared/verb'
import { parseJson } from '@/lib/json'
import { AppError } from '@/lib/result'
import manifest from '@/package.json'

const LIMIT_MS = 20_000

const NOTES = `
It asks npm, which asks the registry that it is set up for; nothing else is sent, and nothing is asked unless this is called.
Exit codes: 0 this is the newest, 2 there is a newer one, 1 it could not be found out.`

/** Says whether there is a newer version. */
export const updateCheck: Verb = (command, done) =>
  void command.addHelpText('after', NOTES).action(async () => {
    const { name, version } = manifest
    const newest = await newestVersion(name)

    if (compareVersions(newest, version) > 0) {
      process.stdout.write(`${newest} is there; this is ${version}. Get it: npm install -g ${name}@${newest}\n`)
      done(EXIT.pending)
      return
    }
    process.stdout.write(`${version} is the newest.\n`)
    done(EXIT.done)
  })

function newestVersion(name: string): Promise<string> {
  const options = { timeout: LIMIT_MS, shell: process.platform === 'win32' }
  return new Promise((resolve, reject) => {
    execFile('npm', ['view', name, 'version', '--json'], options, (_, stdout) => {
      const answer = parseJson(stdout)

      if (typeof answer === 'string' && /^\d+\.\d+\.\d+/.test(answer)) {
        resolve(answer)
      } else {
        const message = 'npm does not know which version is the newest.'
        const remedy = `Try npm view ${name} version: it says why. The registry may not have the package, or not be reached.`
        reject(new AppError({ code: 'unavailable', message, remedy }))
      }
    })
  })
}

/** By numbers; one with a suffix (`1.0.0-rc.1`) comes before the same without. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((text) => ({
    numbers: (text.split(/[-+]/)[0] ?? '').split('.').map(Number),
    isFinal: !text.includes('-'),
  }))
  const differing = [0, 1, 2].map((at) => (left?.numbers[at] ?? 0) - (right?.numbers[at] ?? 0)).find((by) => by !== 0)
  return differing ?? Number(left?.isFinal) - Number(right?.isFinal)
}
