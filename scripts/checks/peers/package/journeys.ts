import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { Installed } from '@/scripts/checks/peers/package/installed'
import { findChromium } from '@/scripts/lib/chromium.mjs'
import { root } from '@/scripts/lib/root.mjs'

/** What a first hour holds: setting up, connecting, the editor, the log and what was done. */
const SPECS = ['launch', 'connect', 'policy-editor', 'logs', 'settings']

/** The browser's journeys, with the package's server in the place of the build's. They share its state folder, so they are one user. */
export async function journeys({ folder }: Installed): Promise<void> {
  const program = path.join(root, 'node_modules', '.bin', 'playwright')
  const child = spawn(
    program,
    ['test', ...SPECS.map((name) => `e2e/${name}.spec.ts`), '--workers=2', '--reporter=line'],
    {
      cwd: root,
      stdio: ['ignore', 2, 2],
      env: {
        ...process.env,
        NODE_OPTIONS: '--conditions=react-server',
        CHROMIUM_PATH: findChromium() ?? '',
        JOURNEYS_PACKAGE: folder,
      },
    },
  )
  const [code] = await once(child, 'exit')
  assert.equal(code, 0)
}
