import { execFile } from 'node:child_process'
import { terminalOf } from '@/e2e/integration/support'
import type { Practice } from '@/lib/practice/server/start'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

type Ran = { code: number; stdout: string; stderr: string }

/** What a verb prints and exits with in a terminal that leads to a practice account; `stateDir` is its state folder. */
export function runSlipway(practice: Practice, stateDir: string, ...options: string[]): Promise<Ran> {
  const [program = '', ...args] = [...slipwayCommand(), ...options]
  const env = terminalOf(practice, { SLIPWAY_STATE_DIR: stateDir })
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root, env, maxBuffer: 2 ** 24 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
  })
}
