import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Practice } from '@/lib/practice/server/start'
import { type Measurement, quantile } from '@/scripts/checks/bench/report'
import { GROUP, runTool, type TailRun, type Tool } from '@/scripts/checks/bench/tail-run'
import { SCENARIOS } from '@/scripts/checks/bench/tail-scenarios'
import { awsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import { PROGRAMS } from '@/scripts/checks/peers/programs'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'

const SECONDS = 15
const POLL_MS = 1000
const SLACK_MS = 150

/** `logs tail --follow` beside the AWS CLI's, each on an identical endpoint of its own, at the same time. BENCH_TAIL=AB for some. */
export async function benchTail(): Promise<Measurement[]> {
  const program = awsProgram()
  const wanted = process.env.BENCH_TAIL ?? 'ABCDEG'
  const measurements: Measurement[] = []

  if (program === null) {
    say('there is no AWS CLI with `logs tail` here (npm run test:peers installs one), so the tail has no peer.')
  }
  for (const scenario of SCENARIOS.filter(({ name }) => wanted.includes(name))) {
    say(`tail ${scenario.name}: ${scenario.about}…`)
    const [own, peer] = await Promise.all([
      runTool(slipway, scenario, SECONDS),
      program === null ? null : runTool(peerTool(program), scenario, SECONDS),
    ])
    console.log(`  ${scenario.name}  Slipway        ${summary(own)}`)

    if (peer) {
      console.log(`  ${scenario.name}  aws logs tail  ${summary(peer)}`)
    }
    measurements.push(measurement(`tail ${scenario.name}, p50`, 0.5, own, peer), {
      ...measurement(`tail ${scenario.name}, p95`, 0.95, own, peer),
      goal: { value: POLL_MS + SLACK_MS },
    })
  }
  return measurements
}

const slipway: Tool = (practice) =>
  spawn(
    process.execPath,
    [
      ...['scripts/run.mjs', 'cli/slipway.ts'],
      ...['logs', 'tail', GROUP, '--follow', '--since', '1m', '--connection', `chain/${practice.region}`],
    ],
    { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...credentials(practice) } },
  )

function credentials({ url, accessKeyId, secretAccessKey }: Practice) {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  }
}

function peerTool(program: string): Tool {
  return (practice) => {
    const cli = awsCli(program, practice)
    const child = cli.start(['logs', 'tail', GROUP, '--follow', '--since', '1m', '--format', 'short'])
    child.on('exit', cli.remove)
    return child
  }
}

/** The peers' own AWS CLI, else version 2 on the path. */
function awsProgram(): string | null {
  const own = PROGRAMS.peer('aws')

  if (existsSync(own)) {
    return own
  }
  const { stdout } = spawnSync('aws', ['--version'], { encoding: 'utf8' })
  return stdout?.startsWith('aws-cli/2') ? 'aws' : null
}

function measurement(name: string, share: number, own: TailRun, peer: TailRun | null): Measurement {
  const peerRuns = peer && peer.latencies.length > 0 ? [quantile(peer.latencies, share)] : []
  return { name, peer: 'aws logs tail --follow', unit: 'ms', runs: [quantile(own.latencies, share)], peerRuns }
}

function summary({ written, lost, duplicated, latencies, calls, seconds, exited }: TailRun): string {
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => Math.round(quantile(latencies, share)))
  return [
    `${written} written`,
    `lost ${lost} (${((100 * lost) / written).toFixed(2)} %)`,
    `twice ${duplicated}`,
    `p50 ${p50} p95 ${p95} max ${most} ms`,
    `${(calls / seconds).toFixed(2)} calls/s`,
    ...(exited === null ? [] : [`ended by itself with ${exited}`]),
  ].join(', ')
}
