import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { terminalWriter } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance/advance'
import type { AdvanceOptions } from '@/lib/deployments/model'
import { newSpec } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { resetAccount } from '@/lib/practice/server/admin'
import { startPractice } from '@/lib/practice/server/start'
import { say } from '@/scripts/lib/say.mjs'
import { guideCommands } from './guide-commands'
import type { Measurement } from './report'

const RUNS = 5
const run = promisify(execFile)
const connection = { source: { type: 'practice' }, region: 'us-east-1' } as const

type Practice = Awaited<ReturnType<typeof startPractice>>

/** A launch's AWS calls against the deployment guide's commands in the AWS CLI, on the same practice account without delays. */
export async function benchLaunch(): Promise<Measurement[]> {
  const practice = await startPractice({ delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 } })
  process.env.SLIPWAY_PRACTICE_URL = practice.url
  process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID = practice.accessKeyId
  process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY = practice.secretAccessKey
  const runs: number[] = []
  const peerRuns: number[] = []

  try {
    await launchOnce(practice)

    for (let round = 0; round < RUNS; round += 1) {
      runs.push(await launchOnce(practice))
      peerRuns.push(...(await guideOnce(practice)))
    }
  } finally {
    await practice.close()
  }
  const name = 'AWS calls of a launch'
  return [{ name, peer: 'AWS CLI, the guide’s commands', unit: 'ms', runs, peerRuns, goal: { ratio: 0.1 } }]
}

async function launchOnce(practice: Practice): Promise<number> {
  resetAccount(practice)
  const spec: DeploymentSpec = newSpec('awsapimcpserver', 'us-east-1')
  const writer = terminalWriter()

  if (!writer.ok) {
    throw new Error(writer.error.message)
  }
  const started = performance.now()
  let options: AdvanceOptions = {}

  for (;;) {
    const step = await advance(writer.data, connection, spec, options)

    if (step.state === 'done') {
      return performance.now() - started
    }
    if (step.state === 'failed') {
      throw new Error(step.failure.message)
    }
    if (step.state === 'progress') {
      options = { performed: [...(options.performed ?? []), step.changeId] }
    } else {
      options = { ...options, waiting: { changeId: step.changeId, since: step.waitingSince, reason: step.reason } }
      await new Promise((resolve) => setTimeout(resolve, step.retryAfterMs))
    }
  }
}

/** One run of the guide, or none where there is no AWS CLI. */
async function guideOnce(practice: Practice): Promise<number[]> {
  resetAccount(practice)
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    AWS_ENDPOINT_URL: practice.url,
    AWS_ACCESS_KEY_ID: practice.accessKeyId,
    AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
    AWS_DEFAULT_REGION: practice.region,
    AWS_PAGER: '',
  }
  const started = performance.now()

  try {
    let runtimeId = ''

    for (const command of guideCommands(practice.accountId, () => runtimeId)) {
      const { stdout } = await run('aws', command(), { env })
      runtimeId = /"agentRuntimeId": "([^"]+)"/.exec(stdout)?.[1] ?? runtimeId
    }
    return [performance.now() - started]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      say('there is no AWS CLI here, so the launch has no peer.')
      return []
    }
    throw error
  }
}
