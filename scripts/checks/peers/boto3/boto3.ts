import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { HONEST } from '@/scripts/checks/peers/boto3/honest'
import { judgedOperation } from '@/scripts/checks/peers/judged'
import type { Part, PartResult } from '@/scripts/checks/peers/part'
import type { Programs } from '@/scripts/checks/peers/programs'
import { validateExchanges } from '@/scripts/checks/peers/service-model/model-report'
import { type Exchange, startRecordingProxy } from '@/scripts/checks/peers/service-model/recording-proxy'
import { root } from '@/scripts/lib/root.mjs'

export const boto3: Part = { name: 'boto3', judges: true, run }

const folder = path.join(root, 'scripts/checks/peers/boto3')
const LIMIT_MS = 180_000

const entry = z.object({
  title: z.string(),
  operation: z.string(),
  outcome: z.enum(['as-aws', 'refused', 'wrong']),
  detail: z.string(),
})
type Entry = z.infer<typeof entry>

/** Calls that somebody plausibly makes beside Slipway, sent by boto3: each answers as on AWS, or says that it is not imitated. */
async function run(programs: Programs): Promise<PartResult> {
  const practice = await startPractice({ delays: NO_DELAYS })
  const proxy = await startRecordingProxy(practice.url)

  try {
    const entries = await runTables(programs.peer('python'), { ...practice, url: proxy.url })
    const exchanges = await proxy.stop()
    const report = validateExchanges(
      programs,
      exchanges.filter(isModelled).map((exchange) => ({ exchange, checkRequest: false })),
    )
    const of = (outcome: Entry['outcome']) => entries.filter((one) => one.outcome === outcome)
    const refused = of('refused').map(({ title }) => title)
    const surprises = [
      ...refused.filter((title) => !HONEST.includes(title)).map((title) => `${title}: it is refused, and not listed`),
      ...HONEST.filter((title) => !refused.includes(title)).map((title) => `${title}: it is listed, and not refused`),
    ]
    return {
      passed: of('as-aws').length + refused.length + report.responses - report.violations.length,
      failed: [...of('wrong').map(({ title, detail }) => `${title}: ${detail}`), ...surprises, ...report.violations],
      lines: [
        `${entries.length} calls of boto3: ${of('as-aws').length} as AWS answers, ${refused.length} not imitated:`,
        ...refused.map((title) => `  ${title}`),
        `${report.responses} answers validated by botocore’s models, ${report.violations.length} violations`,
      ],
      ...(report.violations.length === 0 ? { judged: judgedIn(entries) } : {}),
    }
  } finally {
    await practice.close()
  }
}

/** Operations of which every entry was answered as on AWS. */
function judgedIn(entries: Entry[]): string[] {
  const others = new Set(entries.filter(({ outcome }) => outcome !== 'as-aws').map(({ operation }) => operation))
  return entries
    .filter(({ operation }) => !others.has(operation))
    .map(({ operation }) => {
      const [service = '', name = ''] = operation.split(' ')
      return judgedOperation(service, name)
    })
}

const MODELLED = /Credential=[^,]+\/(iam|sts|logs|cognito-idp|bedrock-agentcore|access-analyzer)\/aws4_request/

/** Seeded services speak protocols that the validation has not, and an honest refusal is no answer of AWS. */
function isModelled({ request, response }: Exchange): boolean {
  const signed = request.headers.authorization
  const body = Buffer.from(response.body, 'base64').toString()
  return (signed === undefined || MODELLED.test(signed)) && !body.includes('The practice account does not imitate')
}

async function runTables(python: string, practice: { url: string; accessKeyId: string; secretAccessKey: string }) {
  const child = spawn(python, [path.join(folder, 'run.py')], {
    timeout: LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH ?? '',
      PYTHONDONTWRITEBYTECODE: '1',
      AWS_ENDPOINT_URL: practice.url,
      AWS_ACCESS_KEY_ID: practice.accessKeyId,
      AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: path.join(folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'no-credentials'),
    },
  })
  const ended = once(child, 'close')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await ended

  if (code !== 0) {
    throw new Error(`boto3's calls ended with ${code}: ${errors.slice(-500)}`)
  }
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => entry.parse(JSON.parse(line)))
}
