import assert from 'node:assert/strict'
import { startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { recorder, resultOf } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import { HAND_MADE } from '@/scripts/checks/peers/drift/hand-made'
import type { Part } from '@/scripts/checks/peers/part'

/** CloudTrail tells whole seconds. */
const GRAIN_MS = 1000

/** What the AWS CLI changes of a deployment: each change is one row with who and when, and is taken back or accepted. */
export const drift: Part = {
  name: 'drift',
  run: async (programs) => {
    const results = recorder()
    const practice = await startPractice({ delays: NO_DELAYS })
    practice.faults.switch({ trailLagMs: 0 })
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: practice.url,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
      AWS_REGION: practice.region,
    })
    const cli = awsCli(programs.peer('aws'), practice)

    try {
      const { accept, deploy, rowsNow, takeBack } = await import('@/scripts/checks/peers/drift/drift-resolve')
      const deployed = await deploy(cli)
      await results.check('a launch leaves no drift', async () =>
        assert.deepEqual(await rowsNow(deployed.runtimeId), []),
      )

      for (const { title, row, back, make } of HAND_MADE) {
        await results.check(`${title}: one row, by the AWS CLI, ${back ? 'taken back' : 'accepted'}`, async () => {
          const began = Date.now() - GRAIN_MS
          await make(deployed)
          const rows = await rowsNow(deployed.runtimeId)
          assert.deepEqual(
            rows.map(({ part, who }) => [part, who?.from, who?.address]),
            [[row, 'AWS CLI', '127.0.0.1']],
          )
          const at = Date.parse(rows[0]?.who?.at ?? '')
          assert.ok(at >= began - GRAIN_MS && at <= Date.now(), `at ${rows[0]?.who?.at}`)
          assert.match(rows[0]?.who?.arn ?? '', /^arn:aws:iam::\d{12}:/)
          await (back ? takeBack(deployed.runtimeId) : accept(deployed.runtimeId))
          assert.deepEqual(await rowsNow(deployed.runtimeId), [])
        })
      }
    } finally {
      cli.remove()
      await practice.close()
    }
    return resultOf(results)
  },
}
