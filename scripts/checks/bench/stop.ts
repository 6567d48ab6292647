import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { terminalWriter } from '@/lib/auth/terminal'
import { advance } from '@/lib/deployments/advance/advance'
import { newSpec } from '@/lib/deployments/spec/defaults'
import { resetAccount } from '@/lib/practice/server/admin'
import { startPractice } from '@/lib/practice/server/start'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'
import { type Measurement, quantile } from './report'

const RUNS = 20
const GOAL_MS = 2000
const NAME = 'awsapimcpserver'
const DENIES = new Set(['PutRolePolicy', 'PutResourcePolicy'])
const connection = { source: { type: 'practice' }, region: 'us-east-1' } as const

type Practice = Awaited<ReturnType<typeof startPractice>>

/** From the start of `slipway stop` to the first deny that AWS takes, against the AWS CLI that puts one policy. */
export async function benchStop(): Promise<Measurement[]> {
  const firstDeny: { at?: number | undefined } = {}
  const practice = await startPractice({
    delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 },
    onCall: ({ phase, operation }) => {
      if (phase === 'answered' && DENIES.has(operation)) {
        firstDeny.at ??= performance.now()
      }
    },
  })
  process.env.SLIPWAY_PRACTICE_URL = practice.url
  process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID = practice.accessKeyId
  process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY = practice.secretAccessKey
  const runs: number[] = []
  const peerRuns: number[] = []

  try {
    for (let round = 0; round < RUNS; round += 1) {
      const roleName = await launch(practice)
      runs.push(await untilDeny(firstDeny, 'node', stopLine(), {}))
      peerRuns.push(await untilDeny(firstDeny, 'aws', putLine(roleName), awsVariables(practice)))
    }
  } finally {
    await practice.close()
  }
  const peerFound = peerRuns.filter(Number.isFinite)
  const peer = 'AWS CLI, one put-role-policy'
  return [
    { name: 'first deny of a stop', peer, unit: 'ms', runs, peerRuns: peerFound },
    {
      ...{ name: 'first deny of a stop, p95', peer, unit: 'ms', goal: { value: GOAL_MS } },
      ...{ runs: [quantile(runs, 0.95)], peerRuns: peerFound.length > 0 ? [quantile(peerFound, 0.95)] : [] },
    },
  ]
}

async function launch(practice: Practice): Promise<string> {
  resetAccount(practice)
  const spec = newSpec(NAME, 'us-east-1')
  const writer = terminalWriter()

  if (!writer.ok) {
    throw new Error(writer.error.message)
  }
  for (const performed: string[] = []; ; ) {
    const step = await advance(writer.data, connection, spec, { performed })

    if (step.state === 'done') {
      return spec.executionRole.mode === 'create' ? spec.executionRole.name : ''
    }
    if (step.state !== 'progress') {
      throw new Error(`The launch came to ${step.state}.`)
    }
    performed.push(step.changeId)
  }
}

function stopLine(): string[] {
  const verb = ['stop', NAME, '--reason', 'measured', '--yes', '--json', '--connection', 'practice/us-east-1']
  return ['scripts/run.mjs', 'cli/slipway.ts', ...verb]
}

function putLine(roleName: string): string[] {
  const deny = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}'
  return ['iam', 'put-role-policy', '--role-name', roleName, '--policy-name', 'deny', '--policy-document', deny]
}

function awsVariables({ url, accessKeyId, secretAccessKey, region }: Practice): Record<string, string> {
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  return { NODE_OPTIONS: '', AWS_ENDPOINT_URL: url, AWS_DEFAULT_REGION: region, AWS_PAGER: '', ...keys }
}

/** Milliseconds from the start of a program to the deny; NaN where there is no such program. */
async function untilDeny(
  seen: { at?: number | undefined },
  program: string,
  line: string[],
  variables: Record<string, string>,
): Promise<number> {
  seen.at = undefined
  const started = performance.now()
  const child = spawn(program, line, { cwd: root, env: { ...process.env, ...variables }, stdio: 'ignore' })
  const ended = once(child, 'exit')

  try {
    await ended
  } catch {
    say(`there is no ${program} here, so the stop has no peer.`)
  }
  return (seen.at ?? Number.NaN) - started
}
