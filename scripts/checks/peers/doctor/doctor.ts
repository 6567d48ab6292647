import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { startPractice } from '@/lib/practice/server/start'
import { recorder } from '@/scripts/checks/peers/aws-cli/cli-recorder'
import type { Part } from '@/scripts/checks/peers/part'
import { root } from '@/scripts/lib/root.mjs'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

/** `npm run doctor:aws`: green on a practice account in use, not green where something differs, plain without credentials. */
export const doctor: Part = {
  name: 'doctor',
  run: async () => {
    const practice = await startPractice({ delays: NO_DELAYS })
    const keys = {
      AWS_ENDPOINT_URL: practice.url,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
      AWS_REGION: practice.region,
    }
    Object.assign(process.env, keys)
    const { check, passed, failed } = recorder()

    try {
      const { launchBoth, makeUnprepared } = await import('@/scripts/checks/peers/doctor/doctor-account')
      await launchBoth()
      const before = JSON.stringify(practice.state.slice('agentcore', () => ({})))
      await check('doctor:aws finds nothing that differs, and ends with 0', async () => {
        const { code, output } = await runDoctor(keys)
        assert.match(output, / 0 differ,/)
        assert.equal(code, 0, output)
      })
      await check('doctor:aws leaves the account as it was', () =>
        assert.equal(JSON.stringify(practice.state.slice('agentcore', () => ({}))), before),
      )
      await check('doctor:aws ends with 1 for a runtime that AWS refuses calls to', async () => {
        await makeUnprepared()
        const { code, output } = await runDoctor(keys)
        assert.match(output, /DIFFERS {2}unprepared-\w+ MMDSv2/)
        assert.equal(code, 1, output)
      })
    } finally {
      await practice.close()
    }
    await check('doctor:aws ends with 2 and a plain sentence without credentials', async () => {
      const { code, output } = await runDoctor({ AWS_EC2_METADATA_DISABLED: 'true' })
      assert.match(output, /^AWS could not be asked\. The default credential chain has no credentials\./)
      assert.equal(code, 2, output)
    })
    return { passed: passed.length, failed, lines: passed }
  },
}

async function runDoctor(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/checks/doctor-aws.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: '/nowhere', NODE_ENV: 'test', ...env },
  })
  let output = ''

  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
}
