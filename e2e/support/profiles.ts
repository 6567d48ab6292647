import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Stack, startStack } from './stack'
import { NO_DELAYS, test } from './test'

/** The tests of a console that also finds these profiles, as `~/.aws/config` has them. */
export function testWithProfiles(profiles: string) {
  return test.extend<object, { stack: Stack }>({
    stack: [
      async ({ browserName: _ }, use) => {
        const folder = mkdtempSync(path.join(tmpdir(), 'slipway-profiles-'))
        const config = path.join(folder, 'config')
        writeFileSync(config, profiles)
        const env = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none') }
        const stack = await startStack({ practice: { delays: NO_DELAYS }, env })
        await use(stack)
        await stack.stop()
        rmSync(folder, { recursive: true })
      },
      { scope: 'worker', timeout: 60_000 },
    ],
  })
}
