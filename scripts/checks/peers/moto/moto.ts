import { expect } from '@playwright/test'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { motoAccount } from '@/scripts/checks/peers/moto/moto-account'
import { openConsole } from '@/scripts/checks/peers/moto/moto-browser'
import { checkLaunch } from '@/scripts/checks/peers/moto/moto-launch'
import { startEmulator, startSlipway } from '@/scripts/checks/peers/moto/moto-stack'
import { checkTeardown } from '@/scripts/checks/peers/moto/moto-teardown'
import { checkToken } from '@/scripts/checks/peers/moto/moto-token'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'

export const moto: Part = { name: 'moto', run }

/** The unchanged, built program in front of moto. docs/peers-moto.md says what moto does otherwise than AWS. */
async function run(programs: Programs): Promise<PartResult> {
  const results = recorder()
  const emulator = await startEmulator(programs.peer('moto_server'), {
    args: (port) => ['-H', '127.0.0.1', '-p', port],
    env: () => ({ MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' }),
    path: '/moto-api/data.json',
  })
  const account = motoAccount(emulator.url)
  // moto reads AWS's managed policies at the first call, which can take longer than Slipway waits.
  await account.iam.listRoles({})
  const slipway = await startSlipway(emulator.url)
  const { page, close } = await openConsole(slipway)

  try {
    await results.check('the console is connected with moto’s account', async () => {
      await page.goto('/roles')
      await expect(page.getByText('123456789012').first()).toBeAttached({ timeout: 20_000 })
    })
    await checkLaunch(results, page, account, programs.peer('aws'))
    await checkTeardown(results, page, account)
    await checkToken(results, page, account)
  } finally {
    await close()
    slipway.stop()
    emulator.stop()
  }
  return resultOf(results)
}
